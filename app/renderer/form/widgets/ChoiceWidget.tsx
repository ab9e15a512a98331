import { SegmentedControl, Select } from '@mantine/core'
import type { WidgetProps } from '@rjsf/utils'
import { helpId, labelId, useField } from '../scope'

/** One of a fixed set. The controls speak in strings, the values may be anything, so places stand for values. */
export function ChoiceWidget({ id, name, value, onChange }: WidgetProps) {
  const { field, message } = useField(name)
  const options = field?.schema.enum ?? []
  const data = options.map((option, at) => ({ value: String(at), label: String(option) }))
  const at = options.indexOf(value)
  const choose = (place: string | null): void => onChange(place === null ? undefined : options[Number(place)])

  if (field?.control === 'segmented' && at >= 0) {
    return (
      <SegmentedControl
        id={id}
        fullWidth
        size="xs"
        aria-labelledby={labelId(id)}
        aria-describedby={helpId(id)}
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
      placeholder="Choose one"
      error={message !== undefined}
      aria-describedby={helpId(id)}
      searchable={options.length > 8}
      clearable={field?.required === false}
      allowDeselect={field?.required === false}
      onChange={choose}
    />
  )
}
