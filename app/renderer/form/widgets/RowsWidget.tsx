import { startOf } from '../../store/start'
import type { ControlProps } from '../control'
import { FormField } from '../FormField'
import { inside, itemOf } from '../parts'
import styles from './Nested.module.css'
import { AddRow, RowTools } from './RowTools'

/** Values below each other, each with the control of its type. */
export function RowsWidget({ field, place, id, value, onChange }: ControlProps) {
  const values: readonly unknown[] = Array.isArray(value) ? value : []
  const change = (next: readonly unknown[]): void =>
    onChange(next.length === 0 && field.standard === null && !field.required ? undefined : next)
  const swap = (at: number, other: number): void => {
    change(values.map((one, n) => (n === at ? values[other] : n === other ? values[at] : one)))
  }
  return (
    <>
      {values.map((one, at) => {
        const item = itemOf(field, at)
        return (
          <div key={at} className={styles.row}>
            <span className={styles.number} aria-hidden="true">
              {at + 1}
            </span>
            <FormField
              field={item}
              place={inside(place, at)}
              value={one}
              bare
              onChange={(next) => change(values.map((other, n) => (n === at ? next : other)))}
            />
            <RowTools
              what={`entry ${at + 1} of ${field.title}`}
              onUp={at === 0 ? undefined : () => swap(at, at - 1)}
              onDown={at === values.length - 1 ? undefined : () => swap(at, at + 1)}
              onRemove={() => change(values.filter((_, n) => n !== at))}
            />
          </div>
        )
      })}
      <AddRow
        id={id}
        what={field.title}
        disabled={values.length >= (field.schema.maxItems ?? Number.POSITIVE_INFINITY)}
        onAdd={() => change([...values, startOf(field.schema.items ?? {}, true)])}
      />
    </>
  )
}
