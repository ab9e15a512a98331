import { MultiSelect, TagsInput } from '@mantine/core'
import type { WidgetProps } from '@rjsf/utils'
import { helpId, useField } from '../scope'

/** Several values: picked from a set, or typed one by one. */
export function ListWidget({ id, name, value, onChange }: WidgetProps) {
  const { field, message } = useField(name)
  const items = (field?.schema.items ?? {}) as { readonly type?: string; readonly enum?: readonly unknown[] }
  const entries: readonly unknown[] = Array.isArray(value) ? value : []
  const change = (next: readonly unknown[]): void =>
    onChange(next.length === 0 && field?.standard === null ? undefined : next)
  const shared = {
    id,
    'aria-describedby': helpId(id),
    error: message !== undefined,
    clearable: true,
  }

  if (field?.control === 'choices') {
    const options = items.enum ?? []
    return (
      <MultiSelect
        {...shared}
        data={options.map((option, at) => ({ value: String(at), label: String(option) }))}
        value={entries.map((entry) => String(options.indexOf(entry)))}
        placeholder={entries.length === 0 ? 'Choose' : ''}
        hidePickedOptions
        onChange={(places) => change(places.map((at) => options[Number(at)]))}
      />
    )
  }
  return (
    <TagsInput
      {...shared}
      value={entries.map(String)}
      placeholder={entries.length === 0 ? 'Type a value, then Enter' : ''}
      splitChars={[',', ';']}
      allowDuplicates
      acceptValueOnBlur
      onChange={(texts) => change(items.type === 'string' ? texts : texts.map(asNumber))}
    />
  )
}

/** What is no number stays as typed, so that the field can say so. */
const asNumber = (text: string): unknown =>
  text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
