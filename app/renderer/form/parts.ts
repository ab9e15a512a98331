/** The fields inside of a field, and the names of their places: `settings/window/size`, `layers/0`. */
import type { ParamSchema } from '../../contract/job'
import { type Field, fieldOf, fieldsOf } from './field'

export const inside = (place: string, part: string | number): string => `${place}/${encodeURIComponent(part)}`

export const membersOf = ({ schema }: Field): readonly Field[] =>
  fieldsOf({ properties: schema.properties ?? {}, required: schema.required ?? [] })

/** Each value of a list, and each of a dict, has to be one. */
export const itemOf = (field: Field, at: number): Field =>
  part(field.schema.items ?? {}, String(at), `Entry ${at + 1}`)

export const entryOf = ({ schema }: Field, name: string): Field =>
  part(typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {}, name, 'Value')

export const cellsOf = ({ schema }: Field): readonly Field[] =>
  (schema.prefixItems ?? []).map((cell, at) => part(cell, String(at), `Value ${at + 1}`))

/** What a union may be. The choice has the title, so that the field itself needs none. */
export const alternativesOf = ({ schema, name }: Field): readonly Field[] =>
  (schema.anyOf ?? []).filter(({ type }) => type !== 'null').map((one) => fieldOf(name, one, true))

function part(schema: ParamSchema, name: string, title: string): Field {
  return { ...fieldOf(name, schema, true), title: schema.title ?? title }
}
