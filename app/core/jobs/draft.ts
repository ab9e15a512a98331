/** The record a run begins with. */
import type { JobSpec } from '../../contract/job'
import type { CodeFile, InputFile, Placement, Plan, Run } from '../../contract/run'
import { thisProcess } from '../store/owner'
import type { Params } from './inputs'

/** What is known of a run before it exists; what is left out is as of most runs. */
export interface Beginning {
  readonly job: JobSpec
  readonly params: Params
  readonly secrets?: readonly string[] | undefined
  readonly seed?: number | undefined
  readonly inputs: readonly InputFile[]
  readonly placement: Placement
  readonly plan: Plan
  readonly environment: Run['environment']
  readonly repeats?: string | undefined
  readonly sweep?: string | undefined
  readonly points?: number | undefined
  readonly continues?: boolean | undefined
  readonly code?: readonly CodeFile[] | undefined
}

export function draftOf(beginning: Beginning): Omit<Run, 'id'> {
  const { job, params, inputs, placement, plan, environment, repeats, sweep, points, continues, code } =
    beginning
  const { secrets, seed } = beginning
  const { id, title, file, function: name, sha256 } = job
  return {
    version: 1,
    job: { id, title, file, function: name, sha256 },
    params,
    secrets: [...(secrets ?? [])],
    seed: seed ?? null,
    inputs: [...inputs],
    placement,
    plan,
    repeats: repeats ?? null,
    imported: null,
    sweep: sweep ?? null,
    points: points ?? null,
    pinned: false,
    environment,
    state: 'queued',
    progress: null,
    created: new Date().toISOString(),
    waits: null,
    started: null,
    finished: null,
    seconds: null,
    error: null,
    results: [],
    stopping: null,
    checkpoint: null,
    continues: continues ?? false,
    metrics: [],
    code: (code ?? []).map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    peak: null,
    owner: thisProcess(),
    worker: null,
  }
}
