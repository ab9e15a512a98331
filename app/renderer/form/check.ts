/** Checks what stands in a form and says, at each place, in words, what is missing or wrong. */
import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema'
import type { Column, ParamProblem } from '../../contract/job'
import type { Values } from '../store/state'
import { isEmpty } from './empty'
import type { Field } from './field'
import { fitting } from './fitting'
import { cellsOf, entryOf, inside, itemOf, membersOf } from './parts'
import { missing, sentenceFor, wanted } from './sentences'

export interface Problem extends ParamProblem {
  /** Of the parameter itself its name, of something in it the way there: `settings/window/size`. */
  readonly place: string
}

/** In the order of the form. */
export const check = (fields: readonly Field[], values: Values): readonly Problem[] =>
  fields.flatMap((field) =>
    problemsAt(field, values[field.name], field.name).map((problem) => ({ ...problem, field: field.name })),
  )

type Found = Omit<Problem, 'field'>

function problemsAt(field: Field, value: unknown, place: string): readonly Found[] {
  if (isEmpty(field, value)) return field.required ? [{ place, message: missing(field) }] : []
  const within = (parts: readonly (readonly [Field, unknown, string | number])[]): readonly Found[] =>
    parts.flatMap(([part, one, name]) => problemsAt(part, one, inside(place, name)))
  const own = (message: string | undefined): readonly Found[] =>
    message === undefined ? [] : [{ place, message }]
  switch (field.control) {
    case 'group': {
      const members = objectOf(value)
      return members === null
        ? own(wanted(field))
        : within(membersOf(field).map((member) => [member, members[member.name], member.name]))
    }
    case 'pairs': {
      // A dict with a name that is missing or there twice is kept as the list of its rows.
      const entries = objectOf(value)
      if (entries === null) return own('Each value needs a name of its own.')
      return within(Object.entries(entries).map(([name, one]) => [entryOf(field, name), one, name]))
    }
    case 'rows': {
      if (!Array.isArray(value)) return own(wanted(field))
      const inner = within(value.map((one, at) => [itemOf(field, at), one, at]))
      return inner.length > 0 ? inner : own(lengthWords(field, value))
    }
    case 'tuple': {
      const given: readonly unknown[] = Array.isArray(value) ? value : []
      return within(cellsOf(field).map((cell, at) => [cell, given[at], at]))
    }
    case 'union': {
      const one = fitting(field, value, (part, it) => problemsAt(part, it, place).length === 0)
      return one.fits ? [] : problemsAt({ ...one.field, required: true }, value, place)
    }
    case 'anything':
      return []
    default:
      return own(leafWords(field, value))
  }
}

function leafWords(field: Field, value: unknown): string | undefined {
  const strange = wanted(field, value)
  if (strange !== undefined) return strange
  const schema = checked(field.schema)
  const { errors } = new Validator(schema, '2020-12', false).validate(plain(value))
  const deepest = errors.reduce<OutputUnit | undefined>(
    (best, error) => (best === undefined || depth(error) > depth(best) ? error : best),
    undefined,
  )
  return deepest && sentenceFor(deepest, field, schema)
}

/** Of a list whose values have been checked one by one, what is left to check. */
function lengthWords(field: Field, value: unknown): string | undefined {
  const { minItems, maxItems, uniqueItems } = field.schema
  const limits = { minItems, maxItems, uniqueItems }
  const rules = Object.fromEntries(Object.entries(limits).filter(([, rule]) => rule !== undefined)) as Schema
  const [error] = new Validator(rules, '2020-12', false).validate(plain(value)).errors
  return error && sentenceFor(error, field, rules)
}

/** `format` is judged by `wanted`: durations are written in more ways than ISO 8601 has. */
function checked(schema: Field['schema']): Schema {
  const { format: _, ...rest } = schema
  return rest as Schema
}

/** The validator knows what JSON knows: numbers beyond 2^53 are compared as the nearest that it has. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  return Array.isArray(value) ? value.map(plain) : value
}

const objectOf = (value: unknown): Values | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : null

const depth = ({ instanceLocation }: OutputUnit): number => instanceLocation.split('/').length

/** Chosen columns that the chosen table does not have; undefined when all are there. */
export function strayColumns(chosen: unknown, columns: readonly Column[]): string | undefined {
  const names = (Array.isArray(chosen) ? chosen : [chosen]).filter((name) => typeof name === 'string')
  const strays = names.filter((name) => !columns.some((column) => column.name === name))
  if (strays.length === 0) return undefined
  const list = strays.map((name) => `“${name}”`).join(', ')
  return strays.length === 1 ? `The table has no column ${list}.` : `The table has no columns ${list}.`
}
