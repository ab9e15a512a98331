import { MultiSelect, TagsInput } from '@mantine/core'
import type { ControlProps } from '../control'
import { numberFrom } from '../numbers'
import { itemOf } from '../parts'

const SEPARATORS = [',', ';', ' ']

/** What came in one piece, as from dictation, is split like what is typed. */
const apart = (text: string): readonly string[] => text.split(/[,;\s]+/).filter((part) => part !== '')

/** Several values: picked from a set, or typed one by one. */
export function ListWidget({ field, id, value, invalid, onChange }: ControlProps) {
  const items = itemOf(field, 0).schema
  const entries: readonly unknown[] = Array.isArray(value) ? value : []
  const change = (next: readonly unknown[]): void =>
    onChange(next.length === 0 && field.standard === null ? undefined : next)
  const shared = {
    id,
    error: invalid,
    clearable: true,
  }

  if (field.control === 'choices') {
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
  const isText = items.type === 'string'
  return (
    <TagsInput
      {...shared}
      value={entries.map(String)}
      placeholder={entries.length === 0 ? 'Type a value, then Enter' : ''}
      // A comma may be part of a text, never of a number.
      splitChars={isText ? [] : SEPARATORS}
      allowDuplicates={field.schema.uniqueItems !== true}
      acceptValueOnBlur
      onChange={(texts) =>
        change(
          isText ? texts : texts.flatMap(apart).map((text) => numberFrom(text, items.type === 'integer')),
        )
      }
    />
  )
}
