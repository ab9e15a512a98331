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

/** Where a run is executed: in Gilder's own process, in a process of its own, or by a Dask scheduler. */
export const Placement = z.enum(['app', 'isolated', 'cluster'])
export type Placement = z.infer<typeof Placement>

/** How hard a run has been told to end: by its flag, by an exception, by a signal, by force. */
export const StopStage = z.enum(['asked', 'interrupted', 'terminated', 'killed'])
export type StopStage = z.infer<typeof StopStage>

/** A process for good: an id comes round again, an id together with its start (clock ticks since boot) does not. */
export const ProcessRef = z.object({
  pid: z.number().int(),
  started: z.number(),
  /** The machine's start it belongs to, and the machine: numbers of processes mean nothing anywhere else. */
  boot: z.string().optional(),
  host: z.string().optional(),
})
export type ProcessRef = z.infer<typeof ProcessRef>

/** When and where it may run, as its submitter wants it; the rest of the order is in `params`. */
export const Plan = z.object({
  /** Null leaves it to the job and the settings. */
  placement: Placement.nullable().default(null),
  /** Address of the scheduler, for the placement `cluster`: `tcp://host:8786`. */
  cluster: z.string().nullable().default(null),
  /** Waits until somebody releases it, whatever its turn. */
  held: z.boolean().default(false),
  /** Higher ones first; within one priority by `order`, smaller first. */
  priority: z.number().int().default(0),
  order: z.number().default(0),
  /** A run that has to be done before this one may begin. */
  after: z.string().nullable().default(null),
  /** Seconds of running after which it is stopped; null is no limit. */
  timeout: z.number().positive().nullable().default(null),
  /** Bytes of memory, of all its processes, beyond which it is stopped; null is no limit of its own. */
  memory: z.number().positive().nullable().default(null),
  /** Goes on waiting when its Gilder ends, for the next window. What a command line starts ends with it. */
  kept: z.boolean().default(false),
})
export type Plan = z.infer<typeof Plan>

export const InputFile = z.object({
  param: z.string(),
  path: z.string(),
  bytes: z.number().int(),
  /** ISO 8601. */
  modified: z.string(),
  sha256: z.string(),
})
export type InputFile = z.infer<typeof InputFile>

/** A number, or the word for what is none: NaN, Infinity, -Infinity. */
export const Measured = z.union([z.number(), z.literal('NaN'), z.literal('Infinity'), z.literal('-Infinity')])
export type Measured = z.infer<typeof Measured>

export const MetricSummary = z.object({
  name: z.string(),
  last: Measured,
  step: z.number(),
  /** Of the numbers among its points; null when there are none. */
  least: z.number().nullable(),
  greatest: z.number().nullable(),
  /** How often it was measured, however many points were kept. */
  total: z.number().int(),
})
export type MetricSummary = z.infer<typeof MetricSummary>

/** Step, value, and seconds since the run started. */
export const MetricPoint = z.tuple([z.number(), Measured, z.number()])
export type MetricPoint = z.infer<typeof MetricPoint>

/** New points of one metric. `total` counts all up to here, also those that were left out between two shown ones. */
export const MetricPoints = z.object({
  name: z.string(),
  points: z.array(MetricPoint),
  total: z.number().int(),
})
export type MetricPoints = z.infer<typeof MetricPoints>

export const CodeFile = z.object({
  /** Below the folder `code` of the run, with forward slashes. */
  path: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
})
export type CodeFile = z.infer<typeof CodeFile>

export const Run = z.object({
  version: z.literal(1),
  id: z.string(),
  job: JobRef,
  params: z.record(z.string(), z.unknown()),
  /** Names of parameters that were given and are kept nowhere: passwords, keys. */
  secrets: z.array(z.string()).default([]),
  /** What its random numbers start from; null in records from before there was one. */
  seed: z.number().int().nullable().default(null),
  inputs: z.array(InputFile),
  placement: Placement,
  plan: Plan.prefault({}),
  /** The run this one repeats, by retry or with changes. */
  repeats: z.string().nullable().default(null),
  /** The sweep it is a point of. */
  sweep: z.string().nullable().default(null),
  /** How many points it has, when it is a sweep itself. */
  points: z.number().int().nullable().default(null),
  /** When it was taken in from another Gilder, ISO 8601; null for one of this data folder. */
  imported: z.string().nullable().default(null),
  /** Kept by the clean-up of old runs. */
  pinned: z.boolean().default(false),
  /** The Gilder, Python and environment that ran it. */
  environment: z.object({ gilder: z.string(), python: z.string(), hash: z.string() }),
  state: RunState,
  progress: Progress.nullable(),
  /** Wall-clock times, ISO 8601; durations come from `seconds`, which a clock change cannot bend. */
  created: z.string(),
  /** Why it waits though nobody told it to, in a sentence. */
  waits: z.string().nullable().default(null),
  started: z.string().nullable(),
  finished: z.string().nullable(),
  seconds: z.number().nullable(),
  error: ErrorReport.nullable(),
  /** Of a run that is not done: what it had finished by then. */
  results: z.array(Artifact),
  /** How far the stopping of a running one has come; of an ended one, what it took. */
  stopping: StopStage.nullable().default(null),
  /** When it last kept its state, from which another run can go on; ISO 8601. */
  checkpoint: z.string().nullable().default(null),
  /** It goes on from the checkpoint of the run that it repeats. */
  continues: z.boolean().default(false),
  /** What it measured while it ran, by name. All points are in its `metrics.jsonl`. */
  metrics: z.array(MetricSummary).default([]),
  /** The job's file and what of its folder it imports, as they were: copies in the run's folder, the job's first. */
  code: z.array(CodeFile).default([]),
  /** Most memory its processes held at one time, in bytes, where that was measured. */
  peak: z.number().nullable().default(null),
  /** The Gilder that owns the run while it is not finished: another one must leave it alone. */
  owner: ProcessRef.nullable(),
  /** The process it runs in, when that is one of its own. */
  worker: ProcessRef.nullable().default(null),
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
  seed: z.number().int().nullable().optional(),
  /** The files among the parameters, as they were when the run was made: for a placement that has to send them. */
  inputs: z.array(InputFile).optional(),
  placement: Placement,
  /** Somebody wants it there and nowhere else. */
  bound: z.boolean().optional(),
  cluster: z.string().nullable(),
  /** The folder of the packs, where the job may have those it asks for. */
  packs: z.string().optional(),
  /** Bytes; null is no limit. */
  memory: z.number().nullable(),
  /** How many threads its numerical libraries may use, so that runs side by side do not fight for cores. */
  threads: z.number().int().positive(),
})
export type WorkOrder = z.infer<typeof WorkOrder>

/** How a work order ended. A crash is a value like the others; `results` of one that is not done are partial. */
export const Outcome = z.discriminatedUnion('state', [
  z.object({ state: z.literal('done'), results: z.array(Artifact) }),
  z.object({ state: z.literal('failed'), error: ErrorReport, results: z.array(Artifact).optional() }),
  z.object({ state: z.literal('cancelled'), results: z.array(Artifact).optional() }),
  z.object({ state: z.literal('crashed'), error: ErrorReport, results: z.array(Artifact).optional() }),
])
export type Outcome = z.infer<typeof Outcome>

/** Log that is not there: lines, and their bytes in `log.txt`. */
export const LogGap = z.object({ lines: z.number().int().min(0), bytes: z.number().int().min(0) })
export type LogGap = z.infer<typeof LogGap>

/** What a running job says about itself, and its engine about it. */
export const EngineEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: Progress }),
  /** Lines in their order. `leftOut` stood before them, and was more than anybody can take. */
  z.object({ type: z.literal('log'), lines: z.array(LogLine), leftOut: LogGap }),
  /** Something of its results is whole on disk, for the first time or anew. */
  z.object({ type: z.literal('result'), artifact: Artifact }),
  z.object({ type: z.literal('metrics'), series: z.array(MetricPoints) }),
  /** It has kept its state. */
  z.object({ type: z.literal('checkpoint') }),
  /** It has been told to end, a step harder than before. */
  z.object({ type: z.literal('stopping'), stage: StopStage }),
  /** It runs in this process of its own now. */
  z.object({ type: z.literal('worker'), worker: ProcessRef }),
  /** Bytes its processes hold at this moment. */
  z.object({ type: z.literal('memory'), bytes: z.number() }),
])
export type EngineEvent = z.infer<typeof EngineEvent>
