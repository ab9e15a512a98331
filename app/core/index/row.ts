/** What the index keeps of a run. Pure. */
import { isFinished, type Run, type RunState } from '../../contract/run'

export interface Param {
  readonly name: string
  readonly number: number | null
  readonly text: string
}

export interface Row {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly created: number
  readonly job: string
  readonly title: string
  readonly state: RunState
  readonly seconds: number | null
  readonly finished: number | null
  readonly pinned: boolean
  readonly sweep: string | null
  /** Bytes on disk: its record, its log, and what its job left. */
  readonly size: number
  /** When its record was last written, in milliseconds. */
  readonly stamp: number
  readonly words: string
  readonly params: readonly Param[]
}

export interface Measured {
  readonly stamp: number
  /** Bytes of the files that the record does not tell of. */
  readonly bytes: number
}

/** More than anybody searches by; a job that takes a whole document as a parameter must not fill the index with it. */
const MOST_PARAMS = 200
const LONGEST_TEXT = 200
const MOST_WORDS = 20_000
const DEEPEST = 4
/** The year 2255: a thousand times this is still an exact number. */
const LATEST = 9e12

export function rowOf(run: Run, { stamp, bytes }: Measured): Row {
  const params = flattened(run.params)
  const results = run.results.flatMap(({ files }) => files)
  return {
    id: run.id,
    created: moment(run.created) ?? 0,
    job: run.job.id,
    title: run.job.title,
    state: run.state,
    seconds: run.seconds,
    finished: isFinished(run.state) ? (moment(run.finished) ?? moment(run.created)) : null,
    pinned: run.pinned,
    sweep: run.sweep,
    size: bytes + results.reduce((sum, file) => sum + file.bytes, 0),
    stamp,
    words: wordsOf(run, params),
    params,
  }
}

function moment(iso: string | null): number | null {
  const value = iso === null ? Number.NaN : Date.parse(iso)
  return Number.isFinite(value) ? Math.min(Math.max(0, value), LATEST) : null
}

function wordsOf(run: Run, params: readonly Param[]): string {
  const { error } = run
  const parts = [
    run.job.title,
    run.job.id,
    run.id,
    run.job.file,
    ...params.map(({ name, text }) => `${name} ${text}`),
    ...(error === null
      ? []
      : [error.type ?? '', error.cause?.id ?? '', error.message, error.cause?.text ?? '', error.hint ?? '']),
    ...run.results.map(({ label }) => label),
  ]
  return parts.join('\n').slice(0, MOST_WORDS)
}

/** Members of objects by their path: `model.lr`. */
function flattened(params: Readonly<Record<string, unknown>>): readonly Param[] {
  const found: Param[] = []
  const walk = (prefix: string, value: unknown, depth: number): void => {
    if (found.length >= MOST_PARAMS) return
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < DEEPEST) {
      for (const [name, member] of Object.entries(value)) walk(`${prefix}.${name}`, member, depth + 1)
      return
    }
    found.push({ name: prefix, number: numberOf(value), text: textOf(value).slice(0, LONGEST_TEXT) })
  }
  for (const [name, value] of Object.entries(params)) walk(name, value, 1)
  return found
}

/** Large integers and infinities are text in a record, and numbers to whoever searches. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value !== 'number' && typeof value !== 'string') return null
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
  return Number.isNaN(number) ? null : number
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
