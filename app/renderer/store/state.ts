/** Everything the window knows. Replaced, never changed in place. */
import type { ErrorReport } from '../../contract/error'
import type { Column, JobSpec, ParamProblem } from '../../contract/job'
import type { OwnPlace } from '../../contract/own'
import type { QueueState } from '../../contract/queue'
import type { LogLine, MetricPoints, Progress, Run } from '../../contract/run'
import type { RuntimeStatus } from '../../contract/runtime'

export type Values = Readonly<Record<string, unknown>>

export interface RunLog {
  readonly lines: readonly LogLine[]
  /** Lines left out at the front because the window keeps only so many. */
  readonly dropped: number
  /** False while there may be earlier lines that have not been asked for. */
  readonly whole: boolean
}

export type TableColumns =
  | { readonly state: 'reading' }
  | { readonly state: 'known'; readonly columns: readonly Column[] }
  | { readonly state: 'unreadable'; readonly error: ErrorReport }

export interface Notice {
  readonly id: number
  readonly tone: 'error' | 'info'
  readonly text: string
  readonly hint: string
}

/** What was searched for in the history, and what has been found so far. */
export interface Search {
  readonly query: string
  readonly found: readonly string[]
  /** Where the next page begins; null when there is none. */
  readonly next: string | null
  readonly asking: boolean
  readonly error: ErrorReport | null
}

/** Several values of one parameter: as they were typed, or a list of those that were chosen. */
export type Axis = string | readonly unknown[]

export interface SweepDraft {
  readonly axes: Readonly<Record<string, Axis>>
  /** Null is every combination. */
  readonly samples: number | null
  /** Null leaves it to the machine. */
  readonly parallel: number | null
  readonly best: string
}

export interface State {
  /** The last event that has been taken in. */
  readonly seq: number
  readonly version: string
  readonly platform: string
  readonly dataFolder: string
  /** Null until the first snapshot. */
  readonly runtime: RuntimeStatus | null
  readonly ready: boolean
  readonly jobs: readonly JobSpec[]
  readonly problems: readonly ErrorReport[]
  /** The user's own jobs. */
  readonly own: readonly OwnPlace[]
  /** Null until the first snapshot. */
  readonly queue: QueueState | null
  /** Newest first; older ones are asked for when the list is read to its end. */
  readonly order: readonly string[]
  readonly runs: Readonly<Record<string, Run>>
  /** Where the runs before the shown ones begin: not known yet, or null when there are none. */
  readonly older: { readonly next: string | null | undefined; readonly asking: boolean }
  /** Null while nothing is searched for. */
  readonly search: Search | null
  /** Apart from the runs, because it changes twenty times a second and the history does not. */
  readonly progress: Readonly<Record<string, Progress>>
  readonly logs: Readonly<Record<string, RunLog>>
  /** Of the opened run; until they have been asked for there are none. */
  readonly metrics: Readonly<Record<string, readonly MetricPoints[]>>
  /** Runs that were asked to stop and have not yet. */
  readonly stopping: Readonly<Record<string, true>>
  /** What is said to a screen reader; `seq` makes the same words count twice. */
  readonly said: { readonly seq: number; readonly text: string }

  /** The selected job, or the file of one's own that has none. */
  readonly job: string | null
  readonly open: string | null
  /** Whether the queue is looked at, in place of a run. */
  readonly queueShown: boolean
  /** What stands in the form of each job, while it differs from the defaults. */
  readonly drafts: Readonly<Record<string, Values>>
  /** What is swept in the form of each job; none where a single run is wanted. */
  readonly sweeps: Readonly<Record<string, SweepDraft>>
  /** What Python had against the parameters of a job when it was last sent off. */
  readonly refusals: Readonly<Record<string, readonly ParamProblem[]>>
  readonly columns: Readonly<Record<string, TableColumns>>
  readonly notices: readonly Notice[]
}

export const initialState: State = {
  seq: -1,
  version: '',
  platform: '',
  dataFolder: '',
  runtime: null,
  ready: false,
  jobs: [],
  problems: [],
  own: [],
  queue: null,
  order: [],
  older: { next: undefined, asking: false },
  search: null,
  runs: {},
  progress: {},
  logs: {},
  metrics: {},
  stopping: {},
  said: { seq: 0, text: '' },
  job: null,
  open: null,
  queueShown: false,
  drafts: {},
  sweeps: {},
  refusals: {},
  columns: {},
  notices: [],
}

/** The record without one key. */
export function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  if (!(key in record)) return record
  const { [key]: _, ...rest } = record
  return rest
}
