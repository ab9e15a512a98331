/** The user's own jobs in the state, and what becomes of a form when its job is another one. Pure. */
import type { JobSpec } from '../../contract/job'
import type { OwnFile, OwnPlace } from '../../contract/own'
import { asJson } from '../format/json'
import { defaultsOf } from './defaults'
import type { State, Values } from './state'

/** What a file is selected by: its first job, or itself when it has none. */
export const keyOf = ({ file, jobs }: OwnFile): string => jobs[0]?.id ?? file

/** The file that a selection is of; undefined for a shipped job. */
export const ownFileOf = ({ own }: Pick<State, 'own'>, selected: string | null): OwnFile | undefined =>
  own
    .flatMap(({ files }) => files)
    .find(({ file, jobs }) => file === selected || jobs.some(({ id }) => id === selected))

/** New descriptions, and the drafts of forms that have become others. A selected file keeps the selection when its jobs change. */
export function withOwn(state: State, own: readonly OwnPlace[]): State {
  const before = jobsIn(state.own)
  const drafts = { ...state.drafts }
  for (const [id, job] of jobsIn(own)) {
    const [was, draft] = [before.get(id), drafts[id]]
    if (was !== undefined && draft !== undefined && was.params !== job.params)
      drafts[id] = carriedOver(was, job, draft)
  }
  const selected = ownFileOf(state, state.job)
  const now = { ...state, own, drafts }
  const same = selected === undefined ? undefined : ownFileOf(now, selected.file)
  if (same === undefined || same.jobs.some(({ id }) => id === state.job)) return now
  // It was selected as a file without jobs and has some now, or by a job that is gone.
  return { ...now, job: keyOf(same) }
}

const jobsIn = (own: readonly OwnPlace[]): ReadonlyMap<string, JobSpec> =>
  new Map(own.flatMap(({ files }) => files.flatMap(({ jobs }) => jobs.map((job) => [job.id, job] as const))))

/**
 * What was typed, for a form that has become another one: it stays where the field is still there and of the same type.
 * What stood at its default follows the default.
 */
export function carriedOver(before: JobSpec, after: JobSpec, draft: Values): Values {
  const [old, standard] = [defaultsOf(before), defaultsOf(after)]
  const kept = Object.entries(draft).filter(([name, value]) => {
    const [was, is] = [before.params.properties[name], after.params.properties[name]]
    if (was === undefined || is === undefined || typeOf(was) !== typeOf(is)) return false
    return asJson(value ?? null) !== asJson(old[name] ?? null)
  })
  return { ...standard, ...Object.fromEntries(kept) }
}

/** All of a field's schema but its words, its default and its bounds: a value out of those is told at the field. */
function typeOf(schema: JobSpec['params']['properties'][string]): string {
  const plain = JSON.stringify(schema, (name, value) => (WORDS.has(name) ? undefined : value))
  return plain
}

const WORDS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'default',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
  'placeholder',
  'rows',
  'step',
  'unit',
])
