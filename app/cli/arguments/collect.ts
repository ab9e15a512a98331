/** The parameters of a run, put together from --params, --param and --input; the later ones win. */
import { existsSync } from 'node:fs'
import { GilderError } from '../../contract/error'
import type { JobSpec } from '../../contract/job'
import { pathRole } from '../../core/jobs/inputs'
import { nearest } from '../../core/near'
import { type FlatSchema, flatten, schemaAt } from '../../core/parameters/schema'
import { parseValue } from '../../core/parameters/value'
import { splitParam } from './pair'
import { readParamsFile } from './params-file'
import { secretsFrom } from './secrets'
import type { RunFlags } from './wanted'

export async function collectParams(
  flags: RunFlags,
  job: JobSpec,
): Promise<Readonly<Record<string, unknown>>> {
  const params = new Map<string, unknown>(
    flags.params === null ? [] : Object.entries(await readParamsFile(flags.params)),
  )
  for (const text of flags.param) {
    const [name, value] = splitParam(text)
    if (name.includes('.') && !Object.hasOwn(job.params.properties, name)) {
      const [top = '', ...path] = name.split('.')
      params.set(top, withMember(params.get(top), path, memberValue(job, name, value)))
      continue
    }
    const schema = Object.hasOwn(job.params.properties, name) ? job.params.properties[name] : undefined
    const flat = schema === undefined ? null : flatten(schema, job.params)
    // An optional parameter without a default is left out to be none; its type has no word for it.
    const hasNoWord =
      flat !== null && (flat.choices === null ? !flat.types.includes('string') : !named(flat, value))
    const isOptional = hasNoWord && !job.params.required.includes(name)
    if (isOptional && /^(|none|null)$/i.test(value)) params.delete(name)
    else params.set(name, flat === null ? value : parseValue(value, flat))
  }
  for (const text of flags.input) {
    const [name, path] = splitInput(text, job)
    params.set(name, path)
  }
  const all = Object.fromEntries(params)
  return { ...secretsFrom(process.env, job.params, all), ...all }
}

const named = ({ choices }: FlatSchema, value: string): boolean =>
  (choices ?? []).some((choice) => String(choice) === value)

/** `settings.lr=0.1`: a field of a group, or a name in a dict. */
function memberValue(job: JobSpec, name: string, value: string): unknown {
  const [top = '', ...path] = name.split('.')
  const known = Object.keys(job.params.properties)
  if (!known.includes(top)) {
    const near = nearest(top, known)
    throw refuse(
      `There is no parameter "${top}", which "${name}" is said to be in.`,
      near === null ? `The parameters are: ${known.join(', ')}.` : `Did you mean "${near}"?`,
    )
  }
  const schema = schemaAt(job.params.properties[top], path)
  if (schema !== null) return parseValue(value, flatten(schema, job.params))
  const group = schemaAt(job.params.properties[top], path.slice(0, -1))
  const fields = Object.keys(group?.properties ?? {})
  throw refuse(
    `"${top}" has no field "${path.join('.')}".`,
    fields.length === 0 ? `See "gilder --run ${job.id} --help".` : `Its fields are: ${fields.join(', ')}.`,
  )
}

function withMember(group: unknown, [name = '', ...path]: readonly string[], value: unknown): unknown {
  const members = typeof group === 'object' && group !== null && !Array.isArray(group) ? group : {}
  const before: unknown = (members as Readonly<Record<string, unknown>>)[name]
  // Neither a prototype nor anything else but a member can come of a name.
  const member = path.length === 0 ? value : withMember(before, path, value)
  return Object.fromEntries([...Object.entries(members), [name, member]])
}

/** `name=path`, or a path alone for the only input of the job. */
export function splitInput(text: string, job: JobSpec): readonly [string, string] {
  const names = Object.keys(job.params.properties)
  const files = names.filter((name) => pathRole(job.params.properties[name]) !== null)
  const at = text.indexOf('=')
  const name = text.slice(0, Math.max(at, 0)).trim()
  if (files.includes(name)) return [name, text.slice(at + 1)]
  if (names.includes(name)) throw refuse(`"${name}" takes no file.`, `Write it as --param ${text}.`)
  const [only] = files
  // A path may hold an equals sign itself.
  if (only !== undefined && files.length === 1 && (!/^\w+$/.test(name) || existsSync(text)))
    return [only, text]
  if (only === undefined)
    throw refuse(`The job "${job.id}" takes no input file.`, `See "gilder --describe ${job.id}".`)
  const all = `The inputs are: ${files.join(', ')}.`
  if (at <= 0)
    throw refuse(`--input ${text} does not say which input it is.`, `${all} Write --input name=path.`)
  const near = nearest(name, files)
  throw refuse(`There is no input named "${name}".`, near === null ? all : `Did you mean "${near}"?`)
}

const refuse = (message: string, hint: string): GilderError =>
  new GilderError({ kind: 'parameters', message, hint })
