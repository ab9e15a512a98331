/** One execution of a job: the record in its folder's `run.json`, and what happens while it runs. */
import { z } from 'zod'
import { ErrorReport } from './error'
import { JobRef } from './job'
import { Artifact } from './result'

export const RunState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled', 'crashed', 'interrupted'])
export type RunState = z.infer<typeof RunState>

export const isFinished = (state: RunState): boolean => state !== 'queued' && state !== 'running'

export const Progress = z.object({
  /** 0 to 1, or null while the job cannot tell. */
  fraction: z.number().min(0).max(1).nullable(),
  message: z.string(),
})
export type Progress = z.infer<typeof Progress>

export const InputFile = z.object({
  param: z.string(),
  path: z.string(),
  bytes: z.number().int(),
  /** ISO 8601. */
  modified: z.string(),
  sha256: z.string(),
})
export type InputFile = z.infer<typeof InputFile>

export const Run = z.object({
  version: z.literal(1),
  id: z.string(),
  job: JobRef,
  params: z.record(z.string(), z.unknown()),
  inputs: z.array(InputFile),
  placement: z.literal('app'),
  /** The Gilder, Python and environment that ran it. */
  environment: z.object({ gilder: z.string(), python: z.string(), hash: z.string() }),
  state: RunState,
  progress: Progress.nullable(),
  /** Wall-clock times, ISO 8601; durations come from `seconds`, which a clock change cannot bend. */
  created: z.string(),
  started: z.string().nullable(),
  finished: z.string().nullable(),
  seconds: z.number().nullable(),
  error: ErrorReport.nullable(),
  results: z.array(Artifact),
  /** Process that owns the run while it is not finished: another Gilder must leave it alone. */
  owner: z.object({ pid: z.number().int(), started: z.number() }).nullable(),
})
export type Run = z.infer<typeof Run>

export const LogLine = z.object({
  /** Seconds since the run started. */
  at: z.number(),
  level: z.enum(['info', 'warning', 'error', 'stdout', 'stderr']),
  text: z.string(),
})
export type LogLine = z.infer<typeof LogLine>

/** What an engine is asked to do. `folder` exists and is the run's own. */
export const WorkOrder = z.object({
  run: z.string(),
  folder: z.string(),
  job: JobRef,
  params: z.record(z.string(), z.unknown()),
})
export type WorkOrder = z.infer<typeof WorkOrder>

/** How a work order ended. A crash is a value like the others. */
export const Outcome = z.discriminatedUnion('state', [
  z.object({ state: z.literal('done'), results: z.array(Artifact) }),
  z.object({ state: z.literal('failed'), error: ErrorReport }),
  z.object({ state: z.literal('cancelled') }),
  z.object({ state: z.literal('crashed'), error: ErrorReport }),
])
export type Outcome = z.infer<typeof Outcome>

/** Log that is not there: lines, and their bytes in `log.txt`. */
export const LogGap = z.object({ lines: z.number().int().min(0), bytes: z.number().int().min(0) })
export type LogGap = z.infer<typeof LogGap>

/** What a running job says about itself. */
export const EngineEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: Progress }),
  /** Lines in their order. `leftOut` stood before them, and was more than anybody can take. */
  z.object({ type: z.literal('log'), lines: z.array(LogLine), leftOut: LogGap }),
])
export type EngineEvent = z.infer<typeof EngineEvent>
