/** A job's JSON Schema as the fields of a form: which control each gets, and what is said beside it. */
import type { FieldHint, ParamSchema, ParamsSchema } from '../../contract/job'

export const controls = [
  'table',
  'file',
  'folder',
  'columns',
  'column',
  'choices',
  'list',
  'seed',
  'segmented',
  'select',
  'switch',
  'number',
  'text',
] as const
/** `other` is what no control of ours draws; RJSF does, plainly. */
export type Control = (typeof controls)[number] | 'other'

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

export function fieldsOf(params: ParamsSchema): readonly Field[] {
  return Object.entries(params.properties).map(([name, schema]) => {
    const hint = schema['x-gilder'] ?? {}
    return {
      name,
      title: schema.title ?? name,
      control: controlOf(schema, hint),
      required: params.required.includes(name),
      standard: schema.default ?? null,
      schema,
      hint,
      help: [schema.description ?? '', rangeOf(schema, hint)].filter(Boolean).join(' '),
    }
  })
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

function controlOf(schema: ParamSchema, hint: FieldHint): Control {
  const drawn = controls.find((control) => control === hint.widget)
  if (drawn !== undefined) return drawn
  const choices = schema.enum?.map(String)
  if (choices !== undefined) {
    const fits = choices.length <= SEGMENTS.count && choices.join('').length <= SEGMENTS.letters
    return fits ? 'segmented' : 'select'
  }
  switch (schema.type) {
    case 'boolean':
      return 'switch'
    case 'integer':
    case 'number':
      return 'number'
    case 'string':
      return 'text'
    case 'array':
      return listControl(schema.items)
    default:
      return 'other'
  }
}

function listControl(items: unknown): Control {
  const { enum: choices, type } = (items ?? {}) as ParamSchema
  if (choices !== undefined) return 'choices'
  return type === 'string' || type === 'integer' || type === 'number' ? 'list' : 'other'
}

const numberAt = (schema: ParamSchema, key: string): number | undefined => {
  const value = schema[key]
  return typeof value === 'number' ? value : undefined
}

/** `2 to 100 s.`: what the schema knows and the description should not have to repeat. */
export function rangeOf(schema: ParamSchema, hint: FieldHint): string {
  const unit = hint.unit === undefined ? '' : ` ${hint.unit}`
  const low = numberAt(schema, 'minimum')
  const high = numberAt(schema, 'maximum')
  const above = numberAt(schema, 'exclusiveMinimum')
  const below = numberAt(schema, 'exclusiveMaximum')
  const bounds =
    low !== undefined && high !== undefined
      ? [`${low} to ${high}${unit}`]
      : [
          low === undefined ? '' : `${low}${unit} or more`,
          high === undefined ? '' : `${high}${unit} or less`,
          above === undefined ? '' : `more than ${above}${unit}`,
          below === undefined ? '' : `less than ${below}${unit}`,
        ].filter(Boolean)
  if (bounds.length > 0) return `${sentence(bounds.join(', '))}.`
  return hint.unit === undefined ? '' : `In ${hint.unit}.`
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
