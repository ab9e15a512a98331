/** Every call and event between the window and the main process: one table types both ends. */
import { z } from 'zod'
import type { Method } from './channels'
import { ErrorReport } from './error'
import { type Column, JobSpec, ParamProblem } from './job'
import { OwnPlace } from './own'
import { PlanWish, Priority, QueueSettings, QueueState, Spot } from './queue'
import { type LogLine, type MetricPoints, type Progress, Run } from './run'
import { RuntimeStatus } from './runtime'
import { SweepRequest } from './sweep'

export const Snapshot = z.object({
  /** Events up to and including this number are already in the snapshot. */
  seq: z.number().int(),
  version: z.string(),
  platform: z.string(),
  dataFolder: z.string(),
  runtime: RuntimeStatus,
  /** False until the shipped jobs have been described; a `catalog` event follows. */
  ready: z.boolean(),
  jobs: z.array(JobSpec),
  problems: z.array(ErrorReport),
  /** The user's own jobs, as far as they are known; `own` events follow. */
  own: z.array(OwnPlace),
  /** The file of his own jobs that the user last wanted to see; null when there was none. */
  opened: z.string().nullable(),
  /** Newest first: all that go on, and a first page of those that have ended. `history` has the rest. */
  runs: z.array(Run),
  queue: QueueState,
})
export type Snapshot = z.infer<typeof Snapshot>

export const Submission = z.strictObject({
  job: z.string().max(200),
  params: z.record(z.string(), z.unknown()),
  plan: PlanWish.optional(),
})
export type Submission = z.infer<typeof Submission>

/** One job at many points; `params` are those that all points share. */
export const SweepSubmission = Submission.extend({ sweep: SweepRequest })
export type SweepSubmission = z.infer<typeof SweepSubmission>

export const SubmitReply = z.discriminatedUnion('state', [
  z.object({ state: z.literal('accepted'), run: Run }),
  z.object({ state: z.literal('refused'), problems: z.array(ParamProblem), error: ErrorReport.nullable() }),
])
export type SubmitReply = z.infer<typeof SubmitReply>

export const FileFilter = z.strictObject({
  title: z.string().max(200),
  accept: z.array(z.string().max(20)).max(50),
  /** A folder in place of a file. */
  folder: z.boolean().default(false),
})
export type FileFilter = z.infer<typeof FileFilter>

export const HistoryRequest = z.strictObject({
  /** What was typed into the search box. */
  query: z.string().max(4000),
  /** `next` of the page before; null begins with the newest. */
  before: z
    .string()
    .regex(/^\d{1,16}$/)
    .nullable(),
  limit: z.number().int().min(1).max(500),
})
export type HistoryRequest = z.infer<typeof HistoryRequest>

export interface HistoryPage {
  /** Newest first. */
  readonly runs: readonly Run[]
  /** Null on the last page. */
  readonly next: string | null
  /** Whether the index is still being made, so that older runs may be missing. */
  readonly partial: boolean
}

/** A reply that can be an error the window shows; nothing is thrown across the boundary on purpose. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorReport }

const RunId = z.string().max(200)
const Path = z.string().min(1).max(32_768)

/** Window → main: the arguments of each method, checked in main before anything else looks at them. */
export const requests = {
  snapshot: z.tuple([]),
  submit: z.tuple([Submission]),
  planSweep: z.tuple([SweepSubmission]),
  submitSweep: z.tuple([SweepSubmission]),
  sweepRequest: z.tuple([RunId]),
  cancel: z.tuple([RunId]),
  log: z.tuple([RunId]),
  metrics: z.tuple([RunId]),
  columns: z.tuple([Path]),
  chooseFile: z.tuple([FileFilter]),
  openFolder: z.tuple([RunId]),
  removeRun: z.tuple([RunId]),
  hold: z.tuple([RunId]),
  release: z.tuple([RunId]),
  move: z.tuple([RunId, Spot]),
  runNext: z.tuple([RunId]),
  prioritise: z.tuple([RunId, Priority]),
  retry: z.tuple([RunId]),
  retryFailed: z.tuple([]),
  goOn: z.tuple([RunId]),
  rerun: z.tuple([RunId, z.record(z.string(), z.unknown())]),
  pauseQueue: z.tuple([]),
  resumeQueue: z.tuple([]),
  queueSettings: z.tuple([QueueSettings]),
  history: z.tuple([HistoryRequest]),
  openJobs: z.tuple([Path]),
  chooseJobs: z.tuple([]),
  addJobsFolder: z.tuple([]),
  removeJobs: z.tuple([Path]),
  showJobs: z.tuple([Path]),
  jobOf: z.tuple([RunId]),
} as const satisfies Record<Method, z.ZodTuple>

/** What each method answers with. */
export interface Answers {
  snapshot: Snapshot
  submit: SubmitReply
  /** How many runs it comes to; an error where it comes to none. */
  planSweep: number
  submitSweep: SubmitReply
  /** What a run that is a sweep was asked for. */
  sweepRequest: SweepRequest
  cancel: null
  log: readonly LogLine[]
  metrics: readonly MetricPoints[]
  columns: readonly Column[]
  chooseFile: string | null
  openFolder: null
  removeRun: null
  hold: null
  release: null
  move: null
  runNext: null
  prioritise: null
  retry: SubmitReply
  /** How many were taken on. */
  retryFailed: number
  /** From its checkpoint, as a new run. */
  goOn: SubmitReply
  rerun: SubmitReply
  pauseQueue: null
  resumeQueue: null
  queueSettings: null
  history: HistoryPage
  /** Asks for what needs asking outside of the page; an `opened` event says when a file is there. */
  openJobs: null
  chooseJobs: null
  addJobsFolder: null
  removeJobs: null
  showJobs: null
  /** The id of the job that ran it, which is listed from then on; null when somebody would not have it executed. */
  jobOf: string | null
}

/** Main → window. `seq` grows by one with every event, whatever its type. */
export type AppEvent =
  | {
      readonly seq: number
      readonly type: 'catalog'
      readonly runtime: RuntimeStatus
      readonly jobs: readonly JobSpec[]
      readonly problems: readonly ErrorReport[]
    }
  | { readonly seq: number; readonly type: 'own'; readonly own: readonly OwnPlace[] }
  /** A file that the user wants to see. */
  | { readonly seq: number; readonly type: 'opened'; readonly file: string }
  | { readonly seq: number; readonly type: 'run'; readonly run: Run }
  | { readonly seq: number; readonly type: 'progress'; readonly run: string; readonly progress: Progress }
  | { readonly seq: number; readonly type: 'log'; readonly run: string; readonly lines: readonly LogLine[] }
  | {
      readonly seq: number
      readonly type: 'metrics'
      readonly run: string
      /** Points since the last such event of the run. */
      readonly series: readonly MetricPoints[]
    }
  | { readonly seq: number; readonly type: 'removed'; readonly run: string }
  | { readonly seq: number; readonly type: 'queue'; readonly queue: QueueState }
  /** Something to tell that is about no run. */
  | {
      readonly seq: number
      readonly type: 'notice'
      readonly tone: 'info' | 'error'
      readonly text: string
      readonly hint: string
    }

export type Api = {
  readonly [M in Method]: (...args: z.infer<(typeof requests)[M]>) => Promise<Reply<Answers[M]>>
} & {
  /** Calls back with every batch of events; the returned function stops it. */
  readonly onEvents: (callback: (events: readonly AppEvent[]) => void) => () => void
  /** The path behind a dropped file, or null when it has none. */
  readonly pathOf: (file: unknown) => string | null
}
