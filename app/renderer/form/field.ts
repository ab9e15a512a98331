/** A job's JSON Schema as the fields of a form: which control each gets, and what is said beside it. */
import type { FieldHint, ParamSchema, ParamsSchema } from '../../contract/job'
import { rangeOf } from './range'

export type Control =
  | 'table'
  | 'file'
  | 'folder'
  | 'array'
  | 'image'
  | 'audio'
  | 'columns'
  | 'column'
  | 'choices'
  | 'list'
  | 'seed'
  | 'secret'
  | 'color'
  | 'device'
  | 'segmented'
  | 'select'
  | 'switch'
  /** Yes or no, where neither is the usual. */
  | 'answer'
  | 'number'
  | 'text'
  | 'lines'
  | 'date'
  | 'moment'
  | 'time'
  | 'duration'
  /** Values of which each is drawn by itself: lists of lists, of groups, of dates. */
  | 'rows'
  /** So many values of one type each. */
  | 'tuple'
  /** Names with values. */
  | 'pairs'
  | 'group'
  | 'union'
  /** What has no type: as JSON. */
  | 'anything'

export interface Field {
  readonly name: string
  readonly title: string
  readonly control: Control
  readonly required: boolean
  /** The default; null when there is none. */
  readonly standard: unknown
  readonly schema: ParamSchema
  readonly hint: FieldHint
  readonly help: string
}

/** So many optional fields are shown at once; the others wait under "More". */
const SHOWN_OPTIONAL = 4
/** What fits side by side in the form's width. */
const SEGMENTS = { count: 4, letters: 34 } as const

const PATHS: ReadonlySet<string> = new Set(['table', 'file', 'folder', 'array', 'image', 'audio'])
const OWN: ReadonlySet<string> = new Set([
  ...PATHS,
  'columns',
  'column',
  'seed',
  'secret',
  'color',
  'device',
  'duration',
])
const MOMENTS: Readonly<Record<string, Control>> = {
  date: 'date',
  'date-time': 'moment',
  time: 'time',
  duration: 'duration',
}

/** Fields whose value is the path of a file or folder. */
export const isPath = ({ control }: Field): boolean => PATHS.has(control)

export const fieldsOf = ({
  properties,
  required,
}: Pick<ParamSchema, 'type'> & Pick<ParamsSchema, 'properties' | 'required'>): readonly Field[] =>
  Object.entries(properties).map(([name, schema]) => fieldOf(name, schema, required.includes(name)))

export function fieldOf(name: string, schema: ParamSchema, required: boolean): Field {
  const hint = schema['x-gilder'] ?? {}
  return {
    name,
    title: schema.title ?? name,
    control: controlOf(schema, hint, required),
    required,
    standard: schema.default ?? null,
    schema,
    hint,
    help: [schema.description ?? '', rangeOf(schema, hint)].filter(Boolean).join(' '),
  }
}

export function splitFields(fields: readonly Field[]): { shown: readonly Field[]; more: readonly Field[] } {
  let optional = 0
  const more = new Set(
    fields.filter((field) => {
      if (field.required) return false
      optional += 1
      return optional > SHOWN_OPTIONAL
    }),
  )
  return {
    shown: fields.filter((field) => !more.has(field)),
    more: fields.filter((field) => more.has(field)),
  }
}

function controlOf(schema: ParamSchema, hint: FieldHint, required: boolean): Control {
  if (hint.widget !== undefined && OWN.has(hint.widget)) return hint.widget as Control
  if (schema.anyOf !== undefined) return 'union'
  if (schema.enum !== undefined) return choiceControl(schema.enum)
  switch (schema.type) {
    case 'boolean':
      return required || schema.default === undefined ? 'answer' : 'switch'
    case 'integer':
    case 'number':
      return 'number'
    case 'string':
      return MOMENTS[schema.format ?? ''] ?? (hint.rows === undefined ? 'text' : 'lines')
    case 'array':
      return schema.prefixItems === undefined ? listControl(schema.items) : 'tuple'
    case 'object':
      return schema.properties === undefined ? 'pairs' : 'group'
    default:
      return 'anything'
  }
}

function choiceControl(options: readonly unknown[]): Control {
  const fits = options.length <= SEGMENTS.count && options.map(String).join('').length <= SEGMENTS.letters
  return fits ? 'segmented' : 'select'
}

/** Short values stand side by side in one line; all else is drawn one below the other. */
function listControl(items: ParamSchema | undefined): Control {
  if (items?.enum !== undefined) return 'choices'
  const isPlain = items?.format === undefined && items?.['x-gilder']?.widget === undefined
  const isShort = items?.type === 'string' || items?.type === 'integer' || items?.type === 'number'
  return isPlain && isShort ? 'list' : 'rows'
}
