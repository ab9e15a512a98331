/** What could stand where the cursor is. Pure: what there is on disk is handed in. */
import type { JobSpec } from '../../contract/job'
import { pathRole } from '../../core/jobs/inputs'
import { flatten } from '../../core/parameters/schema'
import type { Flag } from './flags'

export interface Candidate {
  readonly text: string
  readonly help: string
}

export interface Answer {
  /** Whole words, what is typed already included. */
  readonly words: readonly Candidate[]
  /** Whether files or folders fit as well: the shell finds those better. */
  readonly paths: 'none' | 'files' | 'folders'
  /** What of the typed word is no part of the path. */
  readonly before: string
  /** Of files: these only, `.py`; empty for any. */
  readonly endings: readonly string[]
}

/** Asked for only when it is needed. */
export interface Known {
  readonly flags: readonly Flag[]
  readonly jobs: () => readonly Candidate[]
  /** The job by the name it has behind --run; null when nothing is known of it. */
  readonly job: (name: string) => JobSpec | null
  readonly runs: () => readonly Candidate[]
  readonly packs: () => readonly Candidate[]
}

const nothing: Answer = { words: [], paths: 'none', before: '', endings: [] }

/** `words`: what stands before the one that is being typed. */
export function answer(words: readonly string[], typed: string, known: Known): Answer {
  const glued = /^(--[a-z-]+)=(.*)$/s.exec(typed)
  if (glued !== null) {
    const [, name = '', value = ''] = glued
    return prefixed(`${name}=`, valueAnswer(find(known, name), value, words, known))
  }
  const open = find(known, words.at(-1) ?? '')
  // A flag whose value may be left out is followed by either.
  if (open?.value != null && !(open.optional && typed.startsWith('-')))
    return valueAnswer(open, typed, words, known)
  return { ...nothing, words: flagWords(words, typed, known) }
}

const find = ({ flags }: Known, name: string): Flag | null => flags.find((flag) => flag.name === name) ?? null

function flagWords(words: readonly string[], typed: string, { flags }: Known): readonly Candidate[] {
  const given = new Set(words.map((word) => word.replace(/=.*$/s, '')))
  const useful = flags.filter((flag) => flag.repeatable || !given.has(flag.name))
  const possible = useful.filter((flag) => !flag.conflicts.some((other) => given.has(other)))
  return starting(
    possible.map(({ name, help }) => ({ text: name, help })),
    typed,
  )
}

function valueAnswer(flag: Flag | null, typed: string, words: readonly string[], known: Known): Answer {
  if (flag === null) return nothing
  if (flag.choices.length > 0)
    return {
      ...nothing,
      words: starting(
        flag.choices.map((text) => ({ text, help: '' })),
        typed,
      ),
    }
  switch (flag.value) {
    case 'job':
      return { ...nothing, words: starting(known.jobs(), typed), paths: 'files', endings: ['.py', '.ipynb'] }
    case 'run':
      return { ...nothing, words: starting(known.runs(), typed) }
    case 'pack':
      return { ...nothing, words: starting(known.packs(), typed) }
    case 'file':
      return { ...nothing, paths: 'files' }
    case 'folder':
      return { ...nothing, paths: 'folders' }
    case 'name=value':
      return { ...nothing, words: starting(paramWords(chosenJob(words, known), typed), typed) }
    case 'name=values':
      return { ...nothing, words: starting(sweepWords(chosenJob(words, known)), typed) }
    case 'name=path':
      return inputAnswer(chosenJob(words, known), typed)
    default:
      return nothing
  }
}

function chosenJob(words: readonly string[], known: Known): JobSpec | null {
  const at = words.findIndex((word) => word === '--run' || word.startsWith('--run='))
  const name = words[at]?.startsWith('--run=') ? words[at].slice('--run='.length) : words[at + 1]
  return at < 0 || name === undefined ? null : known.job(name)
}

/** Names first; behind one, its values where they can be counted. */
function paramWords(job: JobSpec | null, typed: string): readonly Candidate[] {
  if (job === null) return []
  const name = /^([^=]+)=/.exec(typed)?.[1]
  const { properties } = job.params
  if (name === undefined) {
    const values = Object.entries(properties).filter(([, schema]) => pathRole(schema) === null)
    return values.map(([text, schema]) => ({ text: `${text}=`, help: schema.description ?? '' }))
  }
  const schema = Object.hasOwn(properties, name) ? properties[name] : undefined
  if (schema === undefined) return []
  const { choices, types } = flatten(schema, job.params)
  const values = choices?.map(String) ?? (types.includes('boolean') ? ['true', 'false'] : [])
  return values.map((value) => ({ text: `${name}=${value}`, help: '' }))
}

/** Behind the name, one value is not what is asked for. */
const sweepWords = (job: JobSpec | null): readonly Candidate[] => paramWords(job, '')

/** `name=path`; a path alone will do where the job has one input. */
function inputAnswer(job: JobSpec | null, typed: string): Answer {
  const properties = Object.entries(job?.params.properties ?? {})
  const inputs = properties.filter(([, schema]) => pathRole(schema) !== null)
  const name = /^([^=]+)=/.exec(typed)?.[1]
  const input = inputs.find(([one]) => one === name)
  if (input !== undefined) {
    const [text, schema] = input
    const endings = schema['x-gilder']?.accept ?? []
    const paths = pathRole(schema) === 'folder' ? 'folders' : 'files'
    return { words: [], paths, before: `${text}=`, endings }
  }
  const names = inputs.map(([text, schema]) => ({ text: `${text}=`, help: schema.description ?? '' }))
  return { ...nothing, words: starting(names, typed), paths: inputs.length > 1 ? 'none' : 'files' }
}

const starting = (words: readonly Candidate[], typed: string): readonly Candidate[] =>
  words.filter(({ text }) => text.startsWith(typed))

const prefixed = (prefix: string, { words, before, ...rest }: Answer): Answer => ({
  ...rest,
  words: words.map(({ text, help }) => ({ text: prefix + text, help })),
  before: prefix + before,
})
