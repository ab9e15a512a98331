import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ControlProps } from '../control'
import { durationText } from '../durations'

/** The record of a run has ISO 8601, which nobody types: `PT90S` is shown as `1m 30s`. */
export function DurationWidget({ field, id, value, invalid, onChange }: ControlProps) {
  const [typing, setTyping] = useState(false)
  const text = value === undefined || value === null ? '' : String(value)
  return (
    <TextInput
      id={id}
      value={typing ? text : durationText(text)}
      error={invalid}
      aria-required={field.required}
      placeholder={field.required ? '1h 30m' : 'Not set'}
      onFocus={() => {
        // What is typed goes on from what is seen.
        if (durationText(text) !== text) onChange(durationText(text))
        setTyping(true)
      }}
      onBlur={() => setTyping(false)}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
    />
  )
}
