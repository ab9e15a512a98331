/** What a field needs to know of the form around it. */
import { createContext, useContext } from 'react'
import type { Values } from '../store/state'
import type { Field } from './field'

export interface Scope {
  readonly fields: readonly Field[]
  readonly values: Values
  /** What is to be said at each place now; a field nobody has left yet is not blamed. */
  readonly messages: Readonly<Record<string, string>>
  readonly touch: (place: string) => void
}

export const FormScope = createContext<Scope>({ fields: [], values: {}, messages: {}, touch: () => {} })

export const useMessage = (place: string): string | undefined => useContext(FormScope).messages[place]

/** Ids of one field's parts, so that label, help and message can point at each other. */
export const idOf = (place: string): string => `field-${place}`
export const helpId = (id: string): string => `${id}__help`
export const labelId = (id: string): string => `${id}__label`
