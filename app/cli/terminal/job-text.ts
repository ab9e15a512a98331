/** Jobs and their parameters as text. */
import type { FieldHint, JobSpec, ParamSchema, ParamsSchema } from '../../contract/job'
import { pathRole } from '../../core/jobs/inputs'
import { type FlatSchema, flatten } from '../../core/parameters/schema'
import { exact } from '../../core/store/record'
import { variableOf } from '../arguments/secrets'
import { numberText } from './number'
import { plain, plainLine } from './plain'
import { fit, padEnd, width } from './width'

export interface Listed {
  /** What has to be written after --run. */
  readonly name: string
  readonly job: JobSpec
}

export function listText(heading: string | null, jobs: readonly Listed[], columns: number): string {
  const names = jobs.map(({ name }) => plainLine(name))
  const widest = Math.max(0, ...names.map(width))
  const lines = jobs.map(({ job }, index) => `${padEnd(names[index] ?? '', widest)}  ${plainLine(job.title)}`)
  const head = heading === null ? [] : [plainLine(heading)]
  return [...head, ...lines].map((line) => `${fit(line, columns)}\n`).join('')
}

/** `name` is what has to be written after --run. */
export function describeText(job: JobSpec, name: string): string {
  const properties = Object.entries(job.params.properties)
  const parts = [
    `${name}: ${plainLine(job.title)}\n`,
    job.summary === '' ? '' : `\n${plain(job.summary)}\n`,
    job.doc === '' ? '' : `\n${plain(job.doc).trim()}\n`,
    properties.length === 0 ? '\nIt takes no parameters.\n' : '\nParameters:\n',
    ...properties.map(([field, schema]) => parameterText(field, schema, job.params)),
    `\nExample:\n  ${example(job, name)}\n`,
    ...job.samples.map(
      (sample) => `\nSample "${plainLine(sample.label)}":\n  ${sampleCommand(job, name, sample.params)}\n`,
    ),
  ]
  return parts.join('')
}

function parameterText(field: string, schema: ParamSchema, root: ParamsSchema): string {
  const lines = memberLines(field, schema, root.required.includes(field), root)
  return lines.map((line) => `  ${line}\n`).join('')
}

/** A parameter, and below it the fields of its groups by the names that --param knows them by. */
function memberLines(
  name: string,
  schema: ParamSchema,
  isRequired: boolean,
  root: ParamsSchema,
): readonly string[] {
  const given = isRequired ? 'required' : `default ${defaultText(schema.default)}`
  const members = Object.entries(schema.properties ?? {})
  // The defaults of a group stand at its fields.
  const said = members.length > 0 && !isRequired ? 'optional' : given
  const help = schema.description === undefined ? [] : [`    ${plainLine(schema.description)}`]
  return [
    `${name}  ${typeText(name, schema, root)}, ${said}`,
    ...help,
    ...members.flatMap(([member, inner]) =>
      memberLines(`${name}.${member}`, inner, (schema.required ?? []).includes(member), root),
    ),
  ]
}

function defaultText(value: unknown): string {
  const empty =
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  if (empty) return 'none'
  if (typeof value === 'number') return numberText(value)
  return typeof value === 'string' ? value : JSON.stringify(value, exact)
}

function typeText(name: string, schema: ParamSchema, root: ParamsSchema): string {
  const hint = schema['x-gilder']
  const endings = hint?.accept === undefined ? '' : ` (${hint.accept.join(', ')})`
  switch (hint?.widget) {
    case 'table':
      return `table file${endings}`
    case 'file':
      return `file${endings}`
    case 'folder':
      return 'folder'
    case 'columns':
      return `${hint.numeric ? 'numeric ' : ''}columns${hint.of === undefined ? '' : ` of ${hint.of}`}, comma separated`
    case 'column':
      return `${hint.numeric ? 'numeric ' : ''}column${hint.of === undefined ? '' : ` of ${hint.of}`}`
    case 'array':
      return `array file${endings}${arrayText(hint)}`
    case 'image':
      return `picture file${endings}`
    case 'audio':
      return `sound file${endings}`
    case 'color':
      return 'colour, as #ff8800'
    case 'device':
      return `device: ${(hint.options ?? []).map(({ value }) => value).join(', ')}`
    case 'secret':
      return `secret, also from the variable ${variableOf(name)}`
    default:
      return `${valueText(schema, root)}${hint?.unit === undefined ? '' : ` ${hint.unit}`}`
  }
}

function arrayText({ dtype, axes }: FieldHint): string {
  const shape = axes?.map(({ name, size }) => (size === null ? name : `${name} (${size})`)).join(' by ')
  const said = [dtype, shape].filter((part) => part !== undefined)
  return said.length === 0 ? '' : ` of ${said.join(', ')}`
}

function valueText(schema: ParamSchema, root: ParamsSchema): string {
  const { anyOf, format, prefixItems, properties, additionalProperties, items } = schema
  const inner = (one: ParamSchema): string => typeText('', one, root)
  const kinds = anyOf?.filter(({ type }) => type !== 'null')
  if (kinds !== undefined) return kinds.map(inner).join(', or ')
  if (properties !== undefined) return 'group'
  if (prefixItems !== undefined) return `${prefixItems.map(inner).join(' and ')}, comma separated`
  if (typeof additionalProperties === 'object') return `names with ${inner(additionalProperties)}, as a=…,b=…`
  if (additionalProperties === true) return 'names with values, as JSON'
  const moment = format === undefined ? undefined : formats[format]
  if (moment !== undefined) return moment
  if (items?.items !== undefined) return `list of lists, as JSON${lengthText(schema)}`
  return `${flatText(flatten(schema, root), schema)}${lengthText(schema)}`
}

const formats: Readonly<Record<string, string>> = {
  date: 'date, as 2026-11-24',
  'date-time': 'date and time, as 2026-11-24T18:30',
  time: 'time, as 18:30',
  duration: 'duration, as 90s or 1h30m',
}

function lengthText({ minLength, maxLength, minItems, maxItems, pattern }: ParamSchema): string {
  const [least, most] = [minLength ?? minItems, maxLength ?? maxItems]
  const unit = minLength !== undefined || maxLength !== undefined ? 'characters' : 'values'
  const counted = (count: number): string => `${count} ${count === 1 ? unit.replace(/s$/, '') : unit}`
  const low = least === undefined ? '' : `, at least ${counted(least)}`
  const high = most === undefined ? '' : `, at most ${counted(most)}`
  return `${low}${high}${pattern === undefined ? '' : `, fitting ${plainLine(pattern)}`}`
}

function flatText(flat: FlatSchema, schema: ParamSchema): string {
  if (flat.choices !== null) return `one of ${flat.choices.map(String).join(', ')}`
  const types = flat.types.filter((type) => type !== 'null')
  const name = types.length === 0 ? 'any value' : types.map((type) => words[type] ?? type).join(' or ')
  return `${name}${rangeText(flat, schema)}`
}

const words: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  string: 'text',
  array: 'list, comma separated',
  object: 'JSON object',
}

function rangeText({ minimum, maximum }: FlatSchema, schema: ParamSchema): string {
  const { exclusiveMinimum: above, exclusiveMaximum: below } = schema
  if (minimum !== null && maximum !== null) return ` from ${numberText(minimum)} to ${numberText(maximum)}`
  const parts = [
    above === undefined ? null : `more than ${numberText(above)}`,
    minimum === null ? null : `from ${numberText(minimum)}`,
    below === undefined ? null : `less than ${numberText(below)}`,
    maximum === null ? null : `up to ${numberText(maximum)}`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? '' : ` ${parts.join(' and ')}`
}

function example(job: JobSpec, name: string): string {
  const { required, properties } = job.params
  const flags = required.map((field) => {
    const isPath = pathRole(properties[field]) !== null
    return isPath ? `--input ${field}=PATH` : `--param ${field}=VALUE`
  })
  return ['gilder', '--run', name, ...flags].join(' ')
}

function sampleCommand(job: JobSpec, name: string, params: Readonly<Record<string, unknown>>): string {
  const flags = Object.entries(params).map(([field, value]) => {
    const text =
      typeof value === 'string'
        ? value
        : Array.isArray(value)
          ? value.join(',')
          : JSON.stringify(value, exact)
    const flag = pathRole(job.params.properties[field]) === null ? '--param' : '--input'
    return `${flag} ${quoted(`${field}=${text}`)}`
  })
  return ['gilder', '--run', name, ...flags].join(' ')
}

const quoted = (word: string): string =>
  /^[\w@%+=:,./\\-]+$/.test(word) ? word : `"${word.replace(/(["$`])/g, '\\$1')}"`
