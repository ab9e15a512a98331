/** What a field needs to know of the form around it. */
import { createContext, useContext } from 'react'
import type { Axis, Values } from '../store/state'
import type { Field } from './field'

export interface Scope {
  readonly fields: readonly Field[]
  readonly values: Values
  /** What is to be said at each place now; a field nobody has left yet is not blamed. */
  readonly messages: Readonly<Record<string, string>>
  readonly touch: (place: string) => void
  /** Parameters that are given several values; nothing that is in another value can be. */
  readonly axes: Readonly<Record<string, Axis>>
  readonly setAxis: (name: string, axis: Axis | undefined) => void
}

export const FormScope = createContext<Scope>({
  fields: [],
  values: {},
  messages: {},
  touch: () => {},
  axes: {},
  setAxis: () => {},
})

export const useMessage = (place: string): string | undefined => useContext(FormScope).messages[place]

/** Ids of one field's parts, so that label, help and message can point at each other. */
export const idOf = (place: string): string => `field-${place}`
export const helpId = (id: string): string => `${id}__help`
export const labelId = (id: string): string => `${id}__label`
