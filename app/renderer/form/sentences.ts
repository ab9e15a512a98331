/** A validator's finding as the sentence that stands at the field. */
import type { OutputUnit, Schema } from '@cfworker/json-schema'
import type { Field } from './field'

export function sentenceFor(error: OutputUnit, field: Field, root: Schema): string {
  const inside = error.instanceLocation.split('/').slice(1).map(unescaped)
  const schema = schemaAt(root, error.keywordLocation)
  const words = wordsFor(error, schema, field)
  return inside.length === 0 ? words : `${inside.map(place).join(' › ')}: ${words}`
}

const unescaped = (part: string): string =>
  decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')

/** People count from one. */
const place = (part: string): string => (/^\d+$/.test(part) ? `entry ${Number(part) + 1}` : part)

function wordsFor({ keyword }: OutputUnit, schema: Schema, field: Field): string {
  const columns = field.control === 'columns'
  switch (keyword) {
    case 'type':
      return typeWords(schema.type)
    case 'minimum':
    case 'maximum':
      return boundWords(schema)
    case 'exclusiveMinimum':
      return `Enter a number above ${schema.exclusiveMinimum}.`
    case 'exclusiveMaximum':
      return `Enter a number below ${schema.exclusiveMaximum}.`
    case 'multipleOf':
      return `Enter a multiple of ${schema.multipleOf}.`
    case 'enum':
      return `Choose one of ${(schema.enum ?? []).map(String).join(', ')}.`
    case 'minItems':
      return `${columns ? 'Choose' : 'Enter'} at least ${counted(schema.minItems, columns)}.`
    case 'maxItems':
      return `${columns ? 'Choose' : 'Enter'} at most ${counted(schema.maxItems, columns)}.`
    case 'uniqueItems':
      return 'Each entry may stand here only once.'
    case 'minLength':
      return `Enter at least ${schema.minLength} ${schema.minLength === 1 ? 'character' : 'characters'}.`
    case 'maxLength':
      return `Enter at most ${schema.maxLength} ${schema.maxLength === 1 ? 'character' : 'characters'}.`
    case 'pattern':
      return `The text has to match the pattern ${schema.pattern}.`
    case 'format':
      return `This is not a valid ${(schema.format ?? 'value').replaceAll('-', ' ')}.`
    default:
      return 'This value does not fit.'
  }
}

function typeWords(type: Schema['type']): string {
  switch (type) {
    case 'integer':
      return 'Enter a whole number.'
    case 'number':
      return 'Enter a number.'
    case 'boolean':
      return 'Choose yes or no.'
    case 'array':
      return 'Enter a list.'
    default:
      return 'Enter a text.'
  }
}

function boundWords({ type, minimum, maximum }: Schema): string {
  const what = type === 'integer' ? 'a whole number' : 'a number'
  if (minimum !== undefined && maximum !== undefined) return `Enter ${what} from ${minimum} to ${maximum}.`
  return minimum === undefined ? `Enter ${maximum} or less.` : `Enter ${minimum} or more.`
}

function counted(count: number | undefined, columns: boolean): string {
  const noun = columns ? 'column' : 'value'
  return `${count ?? 0} ${count === 1 ? noun : `${noun}s`}`
}

/** The schema a finding's keyword belongs to. */
function schemaAt(root: Schema, keywordLocation: string): Schema {
  let at: unknown = root
  for (const part of keywordLocation.split('/').slice(1, -1).map(unescaped)) {
    if (typeof at !== 'object' || at === null) return {}
    at = (at as Record<string, unknown>)[part]
  }
  return typeof at === 'object' && at !== null ? (at as Schema) : {}
}
