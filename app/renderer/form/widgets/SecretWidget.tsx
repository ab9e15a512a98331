import { PasswordInput } from '@mantine/core'
import type { ControlProps } from '../control'

export function SecretWidget({ field, id, value, invalid, onChange }: ControlProps) {
  return (
    <PasswordInput
      id={id}
      value={typeof value === 'string' ? value : ''}
      error={invalid}
      aria-required={field.required}
      autoComplete="off"
      placeholder={field.required ? 'Kept nowhere' : 'Not set'}
      visibilityToggleButtonProps={{ 'aria-label': `Show ${field.title}` }}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
    />
  )
}
