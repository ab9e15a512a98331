import { TextInput } from '@mantine/core'
import type { WidgetProps } from '@rjsf/utils'
import { helpId, useField } from '../scope'

export function TextWidget({ id, name, value, onChange }: WidgetProps) {
  const { field, message } = useField(name)
  return (
    <TextInput
      id={id}
      value={typeof value === 'string' ? value : ''}
      error={message !== undefined}
      aria-describedby={helpId(id)}
      aria-required={field?.required}
      placeholder={field?.standard === null && !field.required ? 'Not set' : ''}
      onChange={(event) => {
        const text = event.currentTarget.value
        onChange(text === '' && field?.standard !== '' ? undefined : text)
      }}
    />
  )
}
