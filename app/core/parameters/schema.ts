/** A parameter's JSON Schema, as flat as reading its value from text needs it. */
import type { ParamSchema, ParamsSchema } from '../../contract/job'

export interface FlatSchema {
  /** `string`, `integer`, `number`, `boolean`, `array`, `object`, `null`; empty: anything. */
  readonly types: readonly string[]
  readonly choices: readonly unknown[] | null
  readonly items: FlatSchema | null
  readonly minimum: number | null
  readonly maximum: number | null
}

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Follows `$ref`, joins `anyOf` (that is how pydantic writes Optional), and keeps what it finds. */
export function flatten(schema: ParamSchema | Node, root: ParamsSchema): FlatSchema {
  return walk(schema, root, 0)
}

/** The schema of `lr` in `settings.lr`: a field of a group, or a name in a dict; null where there is no such place. */
export function schemaAt(schema: ParamSchema | undefined, path: readonly string[]): ParamSchema | null {
  if (schema === undefined) return null
  const [name, ...rest] = path
  if (name === undefined) return schema
  const { properties = {}, additionalProperties: others } = schema
  if (Object.hasOwn(properties, name)) return schemaAt(properties[name], rest)
  if (typeof others === 'object') return schemaAt(others, rest)
  if (others === true) return {}
  return first((schema.anyOf ?? []).map((one) => schemaAt(one, path)))
}

function walk(schema: Node, root: ParamsSchema, depth: number): FlatSchema {
  const parts = [schema, ...referred(schema, root), ...alternatives(schema)].slice(1)
  // A schema may refer to itself; no parameter is nested deeper than this.
  const below = depth > 8 ? [] : parts.map((part) => walk(part, root, depth + 1))
  const type = schema.type
  const own =
    typeof type === 'string' ? [type] : Array.isArray(type) ? type.filter((t) => typeof t === 'string') : []
  const listed = Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : []
  const choices = [...listed, ...below.flatMap((part) => part.choices ?? [])]
  const items = schema.items
  return {
    types: [...new Set([...own, ...below.flatMap((part) => part.types)])],
    choices: choices.length === 0 ? null : choices,
    items:
      isNode(items) && depth <= 8 ? walk(items, root, depth + 1) : first(below.map((part) => part.items)),
    minimum: numberOf(schema.minimum) ?? first(below.map((part) => part.minimum)),
    maximum: numberOf(schema.maximum) ?? first(below.map((part) => part.maximum)),
  }
}

function referred(schema: Node, root: ParamsSchema): readonly Node[] {
  const ref = schema.$ref
  const definitions = root.$defs
  if (typeof ref !== 'string' || !isNode(definitions)) return []
  const target = definitions[ref.replace('#/$defs/', '')]
  return isNode(target) ? [target] : []
}

function alternatives(schema: Node): readonly Node[] {
  return ['anyOf', 'oneOf', 'allOf'].flatMap((key) => {
    const value = schema[key]
    return Array.isArray(value) ? value.filter(isNode) : []
  })
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

function first<T>(values: readonly (T | null)[]): T | null {
  return values.find((value) => value !== null) ?? null
}
