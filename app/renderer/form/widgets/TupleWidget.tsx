import type { ControlProps } from '../control'
import { FormField } from '../FormField'
import { cellsOf, inside } from '../parts'
import styles from './Nested.module.css'

/** So many values of one type each, side by side. */
export function TupleWidget({ field, place, value, onChange }: ControlProps) {
  const values: readonly unknown[] = Array.isArray(value) ? value : []
  const cells = cellsOf(field)
  const change = (at: number, next: unknown): void => {
    const all = cells.map((_, other) => (other === at ? next : values[other]))
    onChange(all.every((one) => one === undefined) ? undefined : all)
  }
  return (
    <div className={styles.cells}>
      {cells.map((cell, at) => (
        <FormField
          key={cell.name}
          field={cell}
          place={inside(place, at)}
          value={values[at]}
          bare
          onChange={(next) => change(at, next)}
        />
      ))}
    </div>
  )
}
