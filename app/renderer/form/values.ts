/** What stands in a form against what stands there by default. */
import { asJson } from '../format/json'
import type { Values } from '../store/state'
import type { Field } from './field'

const same = (a: unknown, b: unknown): boolean => asJson(a ?? null) === asJson(b ?? null)

/** Only what has a default can differ from it. */
export const isChanged = (field: Field, value: unknown): boolean =>
  !field.required && !same(value, field.standard)

/** The values without the fields that were left alone or emptied: Python fills those in. */
export const given = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

export const resetValue = (values: Values, field: Field): Values => ({
  ...values,
  [field.name]: field.standard ?? undefined,
})
