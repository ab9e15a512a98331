/** The lines of --json; `docs/command-line.md` describes each type. */
import type { Finding } from '../contract/doctor'
import type { ErrorReport } from '../contract/error'
import type { JobSpec, ParamProblem } from '../contract/job'
import type { Preview } from '../contract/result'
import type { InputFile, LogLine, Measured, Placement, Progress, Run, RunState } from '../contract/run'
import type { RuntimeStatus } from '../contract/runtime'
import type { Summary } from '../core/doctor/doctor'
import type { Repaired } from '../core/doctor/repair'
import { exact } from '../core/store/record'

export interface ResultLine {
  readonly name: string
  readonly label: string
  readonly kind: string
  /** Absolute paths. */
  readonly files: readonly { readonly path: string; readonly format: string; readonly bytes: number }[]
  readonly preview: Preview
}

/** What a run would be. */
export interface Foreseen {
  readonly job: string
  readonly title: string
  readonly file: string
  readonly function: string
  /** With the defaults; of a sweep those of its first point. */
  readonly params: Readonly<Record<string, unknown>>
  readonly sweep: { readonly names: readonly string[]; readonly points: number } | null
  readonly inputs: readonly InputFile[]
  readonly placement: Placement
  /** Seconds. */
  readonly timeout: number | null
  readonly python: string
  /** The folder where its own folder would be made. */
  readonly runs: string
  readonly out: string | null
}

export interface Failure {
  readonly exit: number
  readonly error: ErrorReport | null
  readonly problems?: readonly ParamProblem[]
  /** The job the problems are about, as it was named. */
  readonly job?: string
  /** The run that ended so, once there was one. */
  readonly run?: string
  readonly state?: string
  /** How many results it had kept until then, and whether it can go on from a checkpoint. */
  readonly kept?: number
  readonly checkpoint?: boolean
}

export type Line =
  | ({ readonly type: 'job'; readonly name: string } & JobSpec)
  | {
      readonly type: 'version'
      readonly gilder: string
      readonly python: string | null
      readonly packages: Readonly<Record<string, string>>
      readonly runtime: Pick<RuntimeStatus, 'state' | 'folder' | 'message'>
    }
  | {
      readonly type: 'run'
      readonly version: 1
      readonly run: string
      readonly job: string
      readonly folder: string
      readonly params: Readonly<Record<string, unknown>>
    }
  | {
      readonly type: 'point'
      readonly run: string
      readonly params: Readonly<Record<string, unknown>>
      readonly state: RunState
      readonly seconds: number | null
      readonly error: string | null
    }
  | { readonly type: 'folder'; readonly folder: string; readonly listed: boolean }
  | {
      readonly type: 'pack'
      readonly pack: string
      readonly title: string
      readonly purpose: string
      readonly version: string
      readonly modules: readonly string[]
      readonly requires: readonly string[]
      /** Bytes. */
      readonly download: number
      /** Null while it is not installed. */
      readonly folder: string | null
      readonly bytes: number | null
    }
  | { readonly type: 'cluster'; readonly address: string; readonly workers: number }
  | ({ readonly type: 'progress' } & Progress)
  | ({ readonly type: 'log' } & LogLine)
  | {
      readonly type: 'metric'
      readonly name: string
      readonly step: number
      readonly value: Measured
      readonly at: number
    }
  /** A result that is there while the job goes on; more than once when it is shown anew. */
  | ({ readonly type: 'shown'; readonly revision: number } & Omit<ResultLine, 'preview'>)
  | {
      readonly type: 'result'
      readonly run: string
      readonly seconds: number | null
      readonly results: readonly ResultLine[]
    }
  | ({ readonly type: 'plan'; readonly version: 1 } & Foreseen)
  | ({ readonly type: 'check' } & Finding)
  | ({ readonly type: 'doctor'; readonly version: 1; readonly exit: number } & Summary)
  | ({ readonly type: 'repair' } & Repaired)
  /** A run of a batch has ended. */
  | {
      readonly type: 'ended'
      /** Of the batch's file, counted from 1. */
      readonly line: number
      readonly name: string | null
      readonly job: string
      /** Null for an order that was refused. */
      readonly run: string | null
      readonly folder: string | null
      readonly state: RunState | 'refused'
      readonly seconds: number | null
      readonly error: ErrorReport | null
      readonly results: readonly ResultLine[]
    }
  | {
      readonly type: 'batch'
      readonly total: number
      readonly done: number
      readonly exit: number
    }
  | ({ readonly type: 'history'; readonly folder: string } & Run)
  | {
      readonly type: 'show'
      readonly run: Run
      readonly folder: string
      readonly results: readonly ResultLine[]
      readonly log: readonly LogLine[]
    }
  | { readonly type: 'exported'; readonly run: string; readonly file: string; readonly bytes: number }
  | { readonly type: 'imported'; readonly run: string; readonly folder: string }
  | { readonly type: 'removed' | 'pinned' | 'unpinned'; readonly run: string }
  | ({ readonly type: 'error' } & Failure)

export const jsonLine = (line: Line): string => `${JSON.stringify(line, exact)}\n`
