import { Textarea, TextInput } from '@mantine/core'
import type { ControlProps } from '../control'

export function TextWidget({ field, id, value, invalid, onChange }: ControlProps) {
  const shared = {
    id,
    value: typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value),
    error: invalid,
    'aria-required': field.required,
    placeholder: field.hint.placeholder ?? (field.standard === null && !field.required ? 'Not set' : ''),
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }): void =>
      onChange(currentTarget.value === '' && field.standard !== '' ? undefined : currentTarget.value),
  }
  if (field.control === 'lines') {
    return <Textarea {...shared} rows={field.hint.rows ?? 4} resize="vertical" />
  }
  return <TextInput {...shared} />
}
