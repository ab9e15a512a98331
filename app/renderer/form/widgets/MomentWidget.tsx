import { TextInput } from '@mantine/core'
import type { ControlProps } from '../control'

const TYPES = { date: 'date', moment: 'datetime-local', time: 'time' } as const
const SHAPES = {
  date: /^\d{4}-\d\d-\d\d$/,
  moment: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/,
  time: /^\d\d:\d\d(:\d\d)?$/,
} as const
type Kind = keyof typeof TYPES

/**
 * Dates and times by the system's own calendar, which every keyboard and screen reader knows. What it cannot show, a time
 * zone or a fraction of a second, is a text.
 */
export function MomentWidget({ field, id, value, invalid, onChange }: ControlProps) {
  const kind = field.control as Kind
  const text = typeof value === 'string' ? value : ''
  const fits = text === '' || SHAPES[kind].test(text)
  return (
    <TextInput
      id={id}
      type={fits ? TYPES[kind] : 'text'}
      // With seconds only where there are some.
      {...(kind !== 'date' && fits && /:\d\d:(?!00)\d\d$/.test(text) ? { step: 1 } : {})}
      value={text}
      error={invalid}
      aria-required={field.required}
      onBlur={({ currentTarget }) => {
        // Half a date is none: better seen to be empty than taken for one.
        if (currentTarget.validity.badInput) currentTarget.value = ''
      }}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value === '' ? undefined : whole(currentTarget.value, kind))
      }
    />
  )
}

/** As Python writes them, so that a value set back by hand counts as unchanged. */
const whole = (text: string, kind: Kind): string =>
  kind !== 'date' && /(^|T)\d\d:\d\d$/.test(text) ? `${text}:00` : text
