/** Starts sweeps, and takes up those that something cut off. */
import { availableParallelism } from 'node:os'
import type { SubmitReply } from '../../contract/api'
import { GilderError, reportOf } from '../../contract/error'
import type { JobRef, JobSpec } from '../../contract/job'
import type { PlanWish } from '../../contract/queue'
import { isFinished, Plan, type Run } from '../../contract/run'
import type { SweepRequest } from '../../contract/sweep'
import type { Engine } from '../engine/engine'
import { type Params, withAbsolutePaths } from '../jobs/inputs'
import type { Jobs } from '../jobs/jobs'
import type { Conductor } from '../jobs/live-run'
import { apart } from '../jobs/secrets'
import { checkParams } from '../jobs/submission'
import type { RunStore } from '../store/store'
import { text } from '../text'
import { type Design, designSweep, tryOut } from './design'
import type { Point } from './points'
import { copyPoints, readSweep, writeSweep } from './record'
import { type Runs, Sweep } from './sweep'

export interface SweepsParts {
  readonly jobs: Jobs
  readonly engine: Engine
  readonly store: RunStore
  readonly find: (job: string) => Promise<JobSpec>
  /** The job of an old run as it was then; throws a GilderError when it is not the same any more. */
  readonly recall: (job: JobRef) => Promise<JobSpec>
}

interface Start {
  readonly job: JobSpec
  /** Those that all points share. */
  readonly params: Params
  readonly design: Design
  readonly plan: PlanWish
  /** The sweep that this one takes up. */
  readonly resumes: string | null
}

export class Sweeps {
  private readonly parts: SweepsParts

  constructor(parts: SweepsParts) {
    this.parts = parts
  }

  /** How many points a sweep has. Throws a GilderError of kind `parameters` when it cannot be. */
  async count(job: string | JobSpec, params: Params, request: SweepRequest): Promise<number> {
    return designSweep(await this.spec(job), params, request).record.points.length
  }

  /** Throws a GilderError when the run is no sweep. */
  async requestOf(id: string): Promise<SweepRequest> {
    return (await readSweep(id, this.parts.store.folder(id))).request
  }

  /** `plan` is that of each point. A refused sweep leaves nothing on disk. */
  async submit(
    named: string | JobSpec,
    params: Params,
    request: SweepRequest,
    plan: PlanWish = {},
  ): Promise<SubmitReply> {
    try {
      const job = await this.spec(named)
      const [swept] = Object.keys(apart(job.params, Object.fromEntries(request.axes.map(splitAxis))).secret)
      if (swept !== undefined) throw new GilderError(text.secretSwept(swept))
      const design = designSweep(job, params, request)
      const problems = await tryOut(design, (point) =>
        checkParams(this.parts.engine, job, { ...params, ...point }),
      )
      if (problems.length > 0) return { state: 'refused', problems: [...problems], error: null }
      return await this.start({ job, params, design, plan, resumes: null })
    } catch (error) {
      return { state: 'refused', problems: [], error: reportOf(error) }
    }
  }

  /**
   * Another run of the same sweep, to which points that are done count as done. Where and how many at once is as it
   * was, unless told.
   */
  async resume(id: string, elsewhere: PlanWish = {}, abreast: number | null = null): Promise<SubmitReply> {
    try {
      const { store, recall } = this.parts
      const run = await store.look(id)
      const record = await readSweep(id, store.folder(id))
      const [secret] = run.secrets
      if (secret !== undefined) throw new GilderError(text.secretOfSweep(secret))
      if (!isFinished(run.state)) throw new GilderError(text.runIsBusy(id))
      const job = await recall(run.job)
      const params = Object.fromEntries(
        Object.entries(run.params).filter(([name]) => !record.names.includes(name)),
      )
      const { goal, probes } = designSweep(job, params, record.request)
      const { placement, cluster, priority, timeout, memory } = run.plan
      const plan: PlanWish = { placement, cluster, priority, timeout, memory, ...elsewhere }
      const request = { ...record.request, parallel: abreast ?? record.request.parallel }
      const design = { record: { ...record, request }, goal, probes }
      return await this.start({ job, params, design, plan, resumes: id })
    } catch (error) {
      return { state: 'refused', problems: [], error: reportOf(error) }
    }
  }

  /** A name is that of a job in the list, as for `Jobs.submit`. */
  private async spec(job: string | JobSpec): Promise<JobSpec> {
    return typeof job === 'string' ? this.parts.find(job) : job
  }

  private async start({ job, params, design, plan, resumes }: Start): Promise<SubmitReply> {
    const { jobs, store } = this.parts
    const { record } = design
    const prepare = async (run: Run, folder: string): Promise<Conductor> => {
      await writeSweep(folder, record)
      if (resumes !== null) await copyPoints(store.folder(resumes), folder)
      return this.conductor(run, { job, params, design, plan, resumes })
    }
    // As they were asked for: the record of a sweep says what was swept, each of its points with what.
    const asked = Object.fromEntries(record.request.axes.map(splitAxis))
    const { open, secret } = apart(job.params, params)
    const beginning = {
      job,
      params: { ...withAbsolutePaths(job.params, open), ...asked },
      secrets: Object.keys(secret),
      // The limit is that of each point, not of all together.
      plan: Plan.parse({ ...plan, timeout: null }),
      points: record.points.length,
      repeats: resumes ?? undefined,
    }
    return jobs.conduct(beginning, prepare)
  }

  private conductor(parent: Run, { job, params, design, plan }: Start): Conductor {
    const { jobs } = this.parts
    const runs: Runs = {
      async start(point: Point) {
        const reply = await jobs.submit(job, { ...params, ...point }, { plan, sweep: parent.id })
        if (reply.state === 'accepted') return reply.run
        const [problem] = reply.problems
        throw new GilderError(
          reply.error ?? {
            kind: 'parameters',
            message: problem === undefined ? 'It was refused.' : problem.message,
            ...(problem === undefined ? {} : { field: problem.field }),
          },
        )
      },
      finished: (run) => jobs.finished(run),
      cancel: (run) => jobs.cancel(run),
      folder: (run) => jobs.folder(run),
    }
    let sweep: Sweep | null = null
    let cancelled = false
    return {
      run({ folder }, emit) {
        const { record, goal } = design
        const parallel = record.request.parallel ?? availableParallelism()
        sweep = new Sweep(runs, { folder, record, goal, parallel }, emit)
        if (cancelled) sweep.cancel()
        return sweep.run()
      },
      cancel() {
        cancelled = true
        sweep?.cancel()
      },
    }
  }
}

function splitAxis(axis: string): readonly [string, string] {
  const at = axis.indexOf('=')
  return [axis.slice(0, at).trim(), axis.slice(at + 1).trim()]
}
