/** What stands in a form against what stands there by default. */
import { asJson } from '../format/json'
import type { Values } from '../store/state'
import { secondsOf } from './durations'
import type { Field } from './field'

const same = (a: unknown, b: unknown): boolean => asJson(a ?? null) === asJson(b ?? null)

/** Only what has a default can differ from it. */
export function isChanged(field: Field, value: unknown): boolean {
  if (field.required) return false
  if (field.control === 'duration' && typeof value === 'string' && typeof field.standard === 'string') {
    return secondsOf(value) !== secondsOf(field.standard)
  }
  return !same(value, field.standard)
}

/** The values without the fields that were left alone or emptied: Python fills those in. */
export const given = (values: Values): Values => pruned(values) as Values

function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(kept.map(([name, one]) => [name, pruned(one)]))
}

export const resetValue = (values: Values, field: Field): Values => ({
  ...values,
  [field.name]: field.standard ?? undefined,
})
