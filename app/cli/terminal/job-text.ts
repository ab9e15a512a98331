/** Jobs and their parameters as text. */
import type { JobSpec, ParamSchema, ParamsSchema } from '../../contract/job'
import { pathRole } from '../../core/jobs/inputs'
import { type FlatSchema, flatten } from '../../core/parameters/schema'
import { exact } from '../../core/store/record'
import { numberText } from './number'
import { plain, plainLine } from './plain'
import { fit, padEnd, width } from './width'

export function listText(jobs: readonly JobSpec[], columns: number): string {
  const widest = Math.max(0, ...jobs.map((job) => width(job.id)))
  const lines = jobs.map((job) => `${padEnd(job.id, widest)}  ${plainLine(job.title)}`)
  return lines.map((line) => `${fit(line, columns)}\n`).join('')
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
  const needed = root.required.includes(field)
  const given = needed ? 'required' : `default ${defaultText(schema.default)}`
  const help = schema.description === undefined ? '' : `      ${plainLine(schema.description)}\n`
  return `  ${field}  ${typeText(schema, root)}, ${given}\n${help}`
}

function defaultText(value: unknown): string {
  const empty =
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  if (empty) return 'none'
  if (typeof value === 'number') return numberText(value)
  return typeof value === 'string' ? value : JSON.stringify(value, exact)
}

function typeText(schema: ParamSchema, root: ParamsSchema): string {
  const hint = schema['x-gilder']
  const endings = hint?.accept === undefined ? '' : ` (${hint.accept.join(', ')})`
  const unit = hint?.unit === undefined ? '' : ` ${hint.unit}`
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
    default:
      return `${flatText(flatten(schema, root))}${unit}`
  }
}

function flatText(flat: FlatSchema): string {
  if (flat.choices !== null) return `one of ${flat.choices.map(String).join(', ')}`
  const types = flat.types.filter((type) => type !== 'null')
  const name = types.length === 0 ? 'any value' : types.map((type) => words[type] ?? type).join(' or ')
  return `${name}${rangeText(flat)}`
}

const words: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  string: 'text',
  array: 'list, comma separated',
  object: 'JSON object',
}

function rangeText({ minimum, maximum }: FlatSchema): string {
  if (minimum !== null && maximum !== null) return ` from ${numberText(minimum)} to ${numberText(maximum)}`
  if (minimum !== null) return ` from ${numberText(minimum)}`
  return maximum === null ? '' : ` up to ${numberText(maximum)}`
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
