import { Select } from '@mantine/core'
import type { ControlProps } from '../control'

/** What this machine has; also what another one had, when a run of it is filled in here. */
export function DeviceWidget({ field, id, value, invalid, onChange }: ControlProps) {
  const options = field.hint.options ?? []
  const chosen = typeof value === 'string' ? value : null
  const strange = chosen !== null && !options.some((option) => option.value === chosen)
  return (
    <Select
      id={id}
      data={[
        ...options.map((option) => ({ value: option.value, label: option.title })),
        ...(strange ? [{ value: chosen, label: `${chosen} (not on this machine)` }] : []),
      ]}
      value={chosen}
      placeholder={field.required ? 'Choose one' : 'Not set'}
      error={invalid}
      clearable={!field.required}
      allowDeselect={!field.required}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}
