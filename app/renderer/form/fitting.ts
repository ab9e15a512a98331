/** Which type of a union a value is of: the first that takes it, else the first of its kind. */
import type { Field } from './field'
import { alternativesOf } from './parts'

export interface Fitting {
  readonly at: number
  readonly field: Field
  readonly fits: boolean
}

export function fitting(
  union: Field,
  value: unknown,
  takes: (field: Field, value: unknown) => boolean,
): Fitting {
  const all = alternativesOf(union)
  const found = all.findIndex((one) => takes(one, value))
  const at =
    found >= 0
      ? found
      : Math.max(
          0,
          all.findIndex(({ schema }) => kindOf(value) === schema.type),
        )
  const field = all[at]
  if (field === undefined) throw new Error(`The union "${union.name}" has no types.`)
  return { at, field, fits: found >= 0 }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'bigint') return 'integer'
  return typeof value
}
