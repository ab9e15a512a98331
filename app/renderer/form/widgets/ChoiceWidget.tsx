import { SegmentedControl, Select } from '@mantine/core'
import type { ControlProps } from '../control'
import { labelId } from '../scope'

const ANSWERS: readonly unknown[] = [true, false]

/** One of a fixed set. The controls speak in strings, the values may be anything, so places stand for values. */
export function ChoiceWidget({ field, id, value, invalid, onChange }: ControlProps) {
  const answer = field.control === 'answer'
  const options = answer ? ANSWERS : (field.schema.enum ?? [])
  const data = options.map((option, at) => ({ value: String(at), label: labelOf(option) }))
  const at = options.indexOf(value)
  const choose = (place: string | null): void => onChange(place === null ? undefined : options[Number(place)])

  // Segments cannot be emptied again: what may be left out needs a list with a way to clear it.
  const segmented = field.control === 'segmented' || answer
  if (segmented && at >= 0 && (field.required || field.standard !== null)) {
    return (
      <SegmentedControl
        id={id}
        fullWidth
        size="xs"
        aria-labelledby={labelId(id)}
        data={data}
        value={String(at)}
        onChange={choose}
      />
    )
  }
  return (
    <Select
      id={id}
      data={data}
      value={at < 0 ? null : String(at)}
      placeholder={field.required ? 'Choose one' : 'Not set'}
      error={invalid}
      searchable={options.length > 8}
      clearable={!field.required}
      allowDeselect={!field.required}
      onChange={choose}
    />
  )
}

const labelOf = (option: unknown): string =>
  typeof option === 'boolean' ? (option ? 'Yes' : 'No') : String(option)
