import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { startOf } from '../../store/start'
import type { ControlProps } from '../control'
import { FormField } from '../FormField'
import { entryOf, inside } from '../parts'
import styles from './Nested.module.css'
import { AddRow, RowTools } from './RowTools'

type Row = readonly [name: string, value: unknown]

/** Names with values. Rows of which the names are not distinct yet are kept as rows: an object would lose one. */
export function PairsWidget({ field, place, id, value, onChange }: ControlProps) {
  const [last, setLast] = useState<{ readonly rows: readonly Row[]; readonly value: unknown }>()
  // What was made of these rows is shown as these rows: an object would put `2` before `a`.
  const rows = last !== undefined && last.value === value ? last.rows : rowsOf(value)
  const change = (next: readonly Row[]): void => {
    const nothing = next.length === 0 && field.standard === null && !field.required
    const made = nothing ? undefined : settled(next)
    setLast({ rows: next, value: made })
    onChange(made)
  }
  const replace = (at: number, row: Row): void => change(rows.map((other, n) => (n === at ? row : other)))
  return (
    <>
      {rows.map(([name, one], at) => (
        <div key={at} className={styles.pair}>
          <TextInput
            aria-label={`Name ${at + 1} of ${field.title}`}
            value={name}
            placeholder="Name"
            error={name.trim() === '' || rows.some(([other], n) => n < at && other === name)}
            onChange={({ currentTarget }) => replace(at, [currentTarget.value, one])}
          />
          <FormField
            field={{ ...entryOf(field, name), title: `Value of ${name === '' ? `row ${at + 1}` : name}` }}
            place={inside(place, name)}
            value={one}
            bare
            onChange={(next) => replace(at, [name, next])}
          />
          <RowTools
            what={name === '' ? `row ${at + 1}` : name}
            onRemove={() => change(rows.filter((_, n) => n !== at))}
          />
        </div>
      ))}
      <AddRow
        id={id}
        what={field.title}
        disabled={false}
        onAdd={() => change([...rows, ['', startOf(entryOf(field, '').schema, true)]])}
      />
    </>
  )
}

const rowsOf = (value: unknown): readonly Row[] => {
  if (Array.isArray(value)) return value as readonly Row[]
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

function settled(rows: readonly Row[]): unknown {
  const names = rows.map(([name]) => name)
  const distinct = new Set(names).size === names.length && !names.some((name) => name.trim() === '')
  return distinct ? Object.fromEntries(rows) : rows
}
