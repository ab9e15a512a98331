/** What stands in a field before anybody has typed: its default, and of a group that has to be there the defaults inside of it. */
import type { ParamSchema } from '../../contract/job'

/** Undefined when there is nothing to begin with. */
export function startOf(schema: ParamSchema, required: boolean): unknown {
  if (schema.default !== undefined && schema.default !== null) return schema.default
  const [first] = schema.anyOf ?? []
  if (required && first !== undefined) return startOf(first, true)
  if (!required || schema.properties === undefined) return undefined
  const members = Object.entries(schema.properties).map(
    ([name, member]) => [name, startOf(member, schema.required?.includes(name) ?? false)] as const,
  )
  return Object.fromEntries(members.filter(([, value]) => value !== undefined))
}
