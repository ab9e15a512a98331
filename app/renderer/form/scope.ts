/** What widgets need to know of the form around them, beside what RJSF hands down. */
import { createContext, useContext } from 'react'
import type { Values } from '../store/state'
import type { Field } from './field'

export interface Scope {
  readonly fields: readonly Field[]
  readonly values: Values
  /** What is to be said at each field now; a field nobody has left yet is not blamed. */
  readonly messages: Readonly<Record<string, string>>
  readonly touch: (name: string) => void
  readonly reset: (field: Field) => void
}

export const FormScope = createContext<Scope>({
  fields: [],
  values: {},
  messages: {},
  touch: () => {},
  reset: () => {},
})

interface FieldScope {
  readonly field: Field | undefined
  readonly message: string | undefined
}

export function useField(name: string): FieldScope {
  const { fields, messages } = useContext(FormScope)
  return { field: fields.find((field) => field.name === name), message: messages[name] }
}

/** Ids of one field's parts, so that label, help and message can point at each other. */
export const helpId = (id: string): string => `${id}__help`
export const labelId = (id: string): string => `${id}__label`
