import { MultiSelect, TagsInput } from '@mantine/core'
import type { Axis } from '../../store/state'
import type { Field } from '../field'
import { optionsOf } from '../sweepable'

interface Props {
  readonly field: Field
  readonly id: string
  readonly axis: Axis
  readonly onChange: (axis: Axis) => void
}

/** The values of a sweep that are not numbers: some of those there are, or texts. */
export function SeveralWidget({ field, id, axis, onChange }: Props) {
  const values = typeof axis === 'string' ? [axis] : axis
  const options = optionsOf(field)
  if (options === null) {
    return (
      <TagsInput
        id={id}
        value={values.map(String)}
        placeholder={values.length === 0 ? 'Type a value, then Enter' : ''}
        acceptValueOnBlur
        onChange={onChange}
      />
    )
  }
  return (
    <MultiSelect
      id={id}
      data={options.map((option, at) => ({ value: String(at), label: labelOf(option) }))}
      value={values.map((value) => String(options.indexOf(value)))}
      onChange={(places) => onChange(places.map((at) => options[Number(at)]))}
    />
  )
}

const labelOf = (option: unknown): string =>
  typeof option === 'boolean' ? (option ? 'Yes' : 'No') : String(option)
