/** What is said at a field: that a value is missing, of what kind it has to be, or a validator's finding. */
import type { OutputUnit, Schema } from '@cfworker/json-schema'
import { secondsOf } from './durations'
import type { Field } from './field'

/** The words of `words/sentences.py` for what cannot be told by a number. */
const DATE = 'Enter a date, as 2026-11-24.'
const MOMENT = 'Enter a date and time, as 2026-11-24T18:30.'
const TIME = 'Enter a time, as 18:30.'
const DURATION = 'Enter a duration, as 90 s, 1h 30m or 1:30:00.'
const COLOR = 'Enter a colour, as #ff8800.'

export function missing(field: Field): string {
  switch (field.control) {
    case 'table':
    case 'file':
    case 'array':
      return 'Choose a file.'
    case 'image':
      return 'Choose a picture.'
    case 'audio':
      return 'Choose a WAV file.'
    case 'folder':
      return 'Choose a folder.'
    case 'columns':
      return 'Choose at least one column.'
    case 'column':
      return 'Choose a column.'
    case 'choices':
      return 'Choose at least one.'
    case 'segmented':
    case 'select':
      return 'Choose one.'
    case 'device':
      return 'Choose a device.'
    case 'answer':
      return 'Choose yes or no.'
    case 'number':
    case 'seed':
      return 'Enter a number.'
    case 'date':
      return DATE
    case 'moment':
      return MOMENT
    case 'time':
      return TIME
    case 'duration':
      return DURATION
    case 'color':
      return COLOR
    case 'secret':
      return 'Enter it; it is kept nowhere.'
    case 'list':
    case 'rows':
      return 'Enter at least one value.'
    case 'pairs':
      return 'Enter names and values.'
    case 'group':
      return 'Fill in its fields.'
    case 'tuple':
      return `Enter ${counted(field.schema.prefixItems?.length ?? 0, false)}.`
    case 'switch':
    case 'text':
    case 'lines':
    case 'union':
    case 'anything':
      return 'Enter a value.'
  }
}

const FORMS: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d\d-\d\d$/,
  moment: /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[-+]\d\d:?\d\d)?)?$/i,
  time: /^\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[-+]\d\d:?\d\d)?$/i,
  color: /^#?([\da-f]{3}|[\da-f]{6})$/i,
}

/** What is to be entered in place of a value of the wrong kind; undefined when the kind is right. */
export function wanted(field: Field, value?: unknown): string | undefined {
  const { control } = field
  if (control === 'duration') {
    return secondsOf(String(value)) === null ? DURATION : undefined
  }
  const form = FORMS[control]
  if (form !== undefined) return form.test(String(value).trim()) ? undefined : missing(field)
  return value === undefined ? missing(field) : undefined
}

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
