import { SegmentedControl, Select } from '@mantine/core'
import { type FocusEvent, useState } from 'react'
import { startOf } from '../../store/start'
import { check } from '../check'
import type { ControlProps } from '../control'
import type { Field } from '../field'
import { fitting } from '../fitting'
import { alternativesOf } from '../parts'
import { labelId } from '../scope'
import styles from './Nested.module.css'
import { widgets } from './widgets'

const takes = (field: Field, value: unknown): boolean =>
  check([{ ...field, required: true }], { [field.name]: value }).length === 0

/** One of several types: which, and its value. */
export function UnionWidget({ field, place, id, value, invalid, onChange }: ControlProps) {
  const [chosen, setChosen] = useState<number | null>(null)
  const kinds = alternativesOf(field)
  const at = chosen ?? fitting(field, value, takes).at
  const kind = kinds[at]
  if (kind === undefined) return null
  const Control = widgets[kind.control]

  const choose = (to: string | null): void => {
    const next = kinds[Number(to)]
    if (to === null || next === undefined) return
    setChosen(Number(to))
    onChange(takes(next, value) ? value : startOf(next.schema, field.required))
  }
  /** What was typed may be of another of the types by now; it is shown as what it will be taken for. */
  const onBlur = (event: FocusEvent<HTMLElement>): void => {
    if (event.currentTarget.contains(event.relatedTarget) || value === undefined) return
    if (!takes(kind, value)) setChosen(null)
  }
  const data = kinds.map(({ title }, n) => ({ value: String(n), label: title }))
  const short = data.length <= 3 && data.map(({ label }) => label).join('').length <= 30
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus has left its controls
    <div className={styles.union} onBlur={onBlur}>
      {short ? (
        <SegmentedControl
          size="xs"
          aria-labelledby={labelId(id)}
          data={data}
          value={String(at)}
          onChange={choose}
        />
      ) : (
        <Select
          aria-label={`Type of ${field.title}`}
          data={data}
          value={String(at)}
          allowDeselect={false}
          onChange={choose}
        />
      )}
      <label className="spoken" htmlFor={id}>
        {field.title}: {kind.title}
      </label>
      <Control
        field={{ ...kind, required: field.required }}
        place={place}
        id={id}
        value={value}
        invalid={invalid}
        onChange={onChange}
      />
    </div>
  )
}
