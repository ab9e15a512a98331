import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { asJson } from '../../format/json'
import type { ControlProps } from '../control'

/** A value without a type: what reads as JSON is that, all else is a text. */
export function AnythingWidget({ id, value, invalid, onChange }: ControlProps) {
  const [typed, setTyped] = useState('')
  const text = asJson(valueFrom(typed)) === asJson(value) ? typed : textOf(value)
  return (
    <TextInput
      id={id}
      value={text}
      error={invalid}
      placeholder="Text or JSON"
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        onChange(valueFrom(currentTarget.value))
      }}
    />
  )
}

function valueFrom(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function textOf(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : (asJson(value) ?? '')
}
