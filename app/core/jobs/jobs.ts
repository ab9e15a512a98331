/**
 * Every run from its submission to its end. A run is on disk before Python hears of it, its folder is written at each
 * change of state, and whatever happens it ends in a state that says so.
 */
import type { SubmitReply } from '../../contract/api'
import { type ErrorReport, reportOf } from '../../contract/error'
import type { JobRef, JobSpec } from '../../contract/job'
import type { PlanWish, QueueSettings, QueueState, Spot } from '../../contract/queue'
import { type LogLine, type MetricPoints, type Placement, Plan, type Run } from '../../contract/run'
import type { Engine } from '../engine/engine'
import { bringCheckpoint } from '../store/checkpoint'
import { readLog } from '../store/log-file'
import { newestFirst } from '../store/order'
import { thisProcess } from '../store/owner'
import { readCode, writeCode } from './code'
import { type Beginning, draftOf } from './draft'
import { Ended } from './ended'
import { isBusy, refuseForeign } from './foreign'
import type { Params } from './inputs'
import type { Conductor } from './live-run'
import { measuredIn } from './metrics'
import { Neighbours } from './neighbours'
import { isLeftWaiting, legacyOf, recoveredFrom } from './recovery'
import { Repeats } from './repeats'
import { Scheduler, type SchedulerParts } from './scheduler'
import { apart, Secrets } from './secrets'
import { seedOf } from './seed'
import { step } from './states'
import { checkSubmission } from './submission'

export interface JobsParts extends Omit<SchedulerParts, 'ended' | 'secrets'> {
  readonly engine: Engine
  /** The shipped job of that name; throws a GilderError when there is none. */
  readonly find: (job: string) => Promise<JobSpec>
  /**
   * The job of an old run as it was then; throws a GilderError when it is not the same any more. `copy` is its file in
   * the run's folder, for when the original is gone.
   */
  readonly recall: (job: JobRef, copy: string | null) => Promise<JobSpec>
  /** Rejects when the checkpoint of an imported run must not be read. */
  readonly permitCheckpoint: (file: string) => Promise<void>
  /** Where a run of it goes. */
  readonly place: (job: JobSpec, plan: Plan) => Promise<Placement>
  readonly environment: () => Promise<Run['environment']>
  /** Runs what is not done of a sweep. */
  readonly resume: (sweep: string, elsewhere?: PlanWish, abreast?: number | null) => Promise<SubmitReply>
  /** Somebody tries again: what was not started any more, for having failed too often, may be. */
  readonly again: () => void
}

/** What a submission may say beyond job and parameters. */
export interface Wishes {
  readonly plan?: PlanWish
  /** The run that this one repeats. */
  readonly repeats?: string
  /** The sweep that it is a point of. */
  readonly sweep?: string
  /** From the checkpoint of the run that this one repeats. */
  readonly continues?: boolean
  /** Where the random numbers of the run that this one repeats started. */
  readonly seed?: number | null
}

export class Jobs {
  private readonly parts: JobsParts
  private readonly scheduler: Scheduler
  private readonly ended = new Ended()
  private readonly repeats: Repeats
  private readonly secrets = new Secrets()
  private loading: Promise<readonly ErrorReport[]> | null = null
  private opening: Promise<void> | null = null
  private queueProblem: ErrorReport | null = null
  private neighbours: Neighbours | null = null

  constructor(parts: JobsParts) {
    this.parts = parts
    this.repeats = new Repeats({
      ...parts,
      read: (id) => this.read(id),
      submit: (job, params, wishes) => this.submit(job, params, wishes),
    })
    const ended = (run: Run): void => {
      this.secrets.forget(run.id)
      this.ended.set(run)
      this.repeats.note(run)
    }
    this.scheduler = new Scheduler({ ...parts, ended, secrets: this.secrets })
  }

  /**
   * `job` is a shipped job's name, or a description that `Catalog.inFile` made: a name can come from a window, a file
   * to execute must not. A refused submission leaves nothing on disk.
   */
  async submit(job: string | JobSpec, params: Params, wishes: Wishes = {}): Promise<SubmitReply> {
    try {
      const spec = typeof job === 'string' ? await this.parts.find(job) : job
      const checked = await checkSubmission(this.parts.engine, spec, params)
      if (checked.state === 'unfit') {
        return { state: 'refused', problems: [...checked.problems], error: checked.error }
      }
      const environment = await this.parts.environment()
      // What waits from the last time has its places first.
      await this.opening
      if (typeof wishes.plan?.after === 'string') await this.read(wishes.plan.after)
      const plan = Plan.parse({
        ...wishes.plan,
        order: this.scheduler.nextOrder(),
        // A sweep that is taken up again starts its open points itself.
        kept: this.parts.file !== null && wishes.sweep === undefined,
      })
      const placement = await this.parts.place(spec, plan)
      const { params: settled, inputs } = checked
      const { open, secret } = apart(spec.params, settled)
      const seed = seedOf(spec.params, settled, wishes.seed ?? null)
      const secrets = Object.keys(secret)
      const { repeats, sweep, continues } = wishes
      const code = await readCode(spec.file)
      const about = { job: spec, params: open, secrets, seed, inputs, placement, plan, environment, code }
      const run = await this.parts.store.create(
        draftOf({ ...about, repeats, sweep, continues }),
        async (folder) => {
          await writeCode(folder, code)
          if (continues === true && repeats !== undefined) {
            await bringCheckpoint(this.parts.store.folder(repeats), folder)
          }
        },
      )
      this.secrets.keep(run.id, secret)
      this.parts.events.emit({ type: 'run', run })
      this.scheduler.enter(run)
      return { state: 'accepted', run }
    } catch (error) {
      return { state: 'refused', problems: [], error: reportOf(error) }
    }
  }

  /**
   * A run that others are made for: it is on record like any, takes no place in the line, and begins at once. `prepare`
   * puts what it needs into its folder, and answers with what conducts it.
   */
  async conduct(
    beginning: Pick<Beginning, 'job' | 'params' | 'secrets' | 'plan' | 'repeats' | 'points'>,
    prepare: (run: Run, folder: string) => Promise<Conductor>,
  ): Promise<SubmitReply> {
    try {
      const environment = await this.parts.environment()
      const placement = await this.parts.place(beginning.job, beginning.plan)
      const run = await this.parts.store.create(draftOf({ ...beginning, inputs: [], placement, environment }))
      this.parts.events.emit({ type: 'run', run })
      this.scheduler.conduct(run, await prepare(run, this.parts.store.folder(run.id)))
      return { state: 'accepted', run }
    } catch (error) {
      return { state: 'refused', problems: [], error: reportOf(error) }
    }
  }

  /**
   * Takes up the queue where the last window left it, and lets it go; where none is kept there is nothing to do. After
   * an end that nobody meant it stays paused. Never rejects.
   */
  open(): Promise<void> {
    this.opening ??= this.takeUp()
    return this.opening
  }

  /** How many the end of this process would cut off. */
  active(): number {
    return this.scheduler.all().filter(({ run, state }) => state !== 'queued' || !run.plan.kept).length
  }

  queue(): QueueState {
    return this.scheduler.state()
  }

  /** Not before it is released, whatever its turn. */
  async hold(id: string): Promise<void> {
    await this.own(id)
    await this.scheduler.hold(id)
  }

  async release(id: string): Promise<void> {
    await this.own(id)
    await this.scheduler.release(id)
  }

  /** Where a run of the job would go, if it were submitted so. */
  placeOf(job: JobSpec, wish: PlanWish = {}): Promise<Placement> {
    return this.parts.place(job, Plan.parse(wish))
  }

  /** To another place in the line. */
  async move(id: string, spot: Spot): Promise<void> {
    await this.own(id)
    await this.scheduler.move(id, spot)
  }

  /** Before all others, held or not. */
  async runNext(id: string): Promise<void> {
    await this.own(id)
    await this.scheduler.move(id, 'top')
    if (this.scheduler.get(id)?.run.plan.held === true) await this.scheduler.release(id)
  }

  async prioritise(id: string, priority: number): Promise<void> {
    await this.own(id)
    await this.scheduler.prioritise(id, priority)
  }

  /** A run that waits is taken out of the line; a running one ends when its job next looks. */
  async cancel(id: string): Promise<void> {
    await this.ready(id)
    if (!(await this.scheduler.cancel(id))) refuseForeign(await this.parts.store.read(id))
  }

  /** The same once more, as a run of its own that says which one it repeats. */
  retry(id: string): Promise<SubmitReply> {
    return this.repeats.repeat(id)
  }

  /** The same job with other parameters. */
  rerun(id: string, params: Params): Promise<SubmitReply> {
    return this.repeats.repeat(id, { params })
  }

  /**
   * The same from where it had last kept its state, as a run of its own; of a sweep the points that are not done.
   * `elsewhere`: what of its plan is to be another. `abreast`: how many points at a time. `secret`: given again.
   */
  goOn(
    id: string,
    elsewhere: PlanWish = {},
    abreast: number | null = null,
    secret: Params = {},
  ): Promise<SubmitReply> {
    return this.repeats.goOn(id, elsewhere, abreast, secret)
  }

  /** Every run of this session that ended badly, and those the last one lost; answers with how many were taken on. */
  async retryFailed(): Promise<number> {
    const accepted = await this.repeats.repeatUnwanted()
    this.scheduler.makeGood()
    return accepted
  }

  /** Nothing starts until it is resumed; what runs goes on. */
  async pauseQueue(): Promise<void> {
    await this.opening
    await this.scheduler.pause()
  }

  async resumeQueue(): Promise<void> {
    await this.opening
    await this.scheduler.resume()
  }

  async configureQueue(settings: QueueSettings): Promise<void> {
    await this.opening
    await this.scheduler.configure(settings)
  }

  /** The record of the end, as soon as there is one. */
  async finished(id: string): Promise<Run> {
    return (await this.scheduler.get(id)?.finished) ?? this.parts.store.read(id)
  }

  /** The folder of a run; throws for anything that is not a run's name, so that no other path can be asked for. */
  folder(id: string): string {
    return this.parts.store.folder(id)
  }

  async log(id: string): Promise<readonly LogLine[]> {
    const live = this.scheduler.get(id)
    return live === undefined ? readLog(this.parts.store.folder(id)) : live.lines(readLog)
  }

  /** What it has measured, thinned to what a chart can show. */
  async metrics(id: string): Promise<readonly MetricPoints[]> {
    return this.scheduler.get(id)?.metrics() ?? measuredIn(this.parts.store.folder(id))
  }

  async remove(id: string): Promise<void> {
    await this.ready(id)
    const run = await this.read(id).catch(() => null)
    if (run !== null && isBusy(run)) {
      refuseForeign(run)
      step(id, run.state, 'remove')
    }
    await this.parts.store.remove(id)
    this.forget(id)
  }

  /** From now on runs of other Gilders in the same data folder are shown as they go, until `close`. */
  watch(beat?: number): void {
    const { store, events } = this.parts
    this.neighbours ??= new Neighbours(
      {
        store,
        shown: (id) => this.ended.get(id),
        knows: (id) => this.ended.knows(id),
        runsHere: (id) => this.scheduler.get(id) !== undefined,
        changed: (run) => {
          // Left by the last window, and found only now: while the index was being made, say.
          if (this.parts.file !== null && isLeftWaiting(run)) this.adopt(run)
          else this.ended.set(run)
          events.emit({ type: 'run', run })
        },
        gone: (id) => this.forget(id),
      },
      beat,
    )
  }

  /** Reads the run folders, once; answers with those that could not be read. */
  load(): Promise<readonly ErrorReport[]> {
    this.loading ??= this.readStore()
    return this.loading
  }

  /** What is wrong with the queue's own file. */
  problems(): readonly ErrorReport[] {
    return this.queueProblem === null ? [] : [this.queueProblem]
  }

  /** Newest first: all that wait or run, and the newest that have ended. What other sessions left is there after `load`. */
  runs(): readonly Run[] {
    const live = this.scheduler.all().map((one) => one.run)
    return [...live, ...this.ended.values()].sort(newestFirst)
  }

  /**
   * Ends what runs: asks, waits as long as told, and records as interrupted what did not end. What waits in a kept queue
   * goes on waiting there.
   */
  async close(limit: number): Promise<void> {
    this.neighbours?.stop()
    await this.scheduler.close(limit)
  }

  private forget(id: string): void {
    this.repeats.forget(id)
    this.ended.delete(id)
    this.parts.events.emit({ type: 'removed', run: id })
  }

  /** What the last window left may still be on its way into the line. */
  private async ready(id: string): Promise<void> {
    if (this.scheduler.get(id) === undefined) await this.opening
  }

  /** Throws unless the run is one of this process, with the reason. */
  private async own(id: string): Promise<void> {
    await this.ready(id)
    if (this.scheduler.get(id) !== undefined) return
    const run = await this.parts.store.read(id)
    refuseForeign(run)
    step(id, run.state, 'move')
  }

  private async read(id: string): Promise<Run> {
    return this.scheduler.get(id)?.run ?? this.parts.store.read(id)
  }

  private async takeUp(): Promise<void> {
    const { file } = this.parts
    if (file === null) return
    const opening = await file.open()
    await this.load()
    this.queueProblem = opening.problem
    const legacy = legacyOf(this.ended.values(), opening.crashed)
    for (const run of legacy.interrupted) this.repeats.note(run)
    for (const run of legacy.waiting) this.adopt(run)
    const recovered = recoveredFrom(opening, legacy)
    const { paused, settings } = opening.standing
    const standing = { paused: paused || recovered !== null, settings }
    // Where it cannot be written the queue is paused all the same, as long as this process lives.
    await this.scheduler.begin(standing, recovered).catch(() => {})
  }

  /** Who owns it is on disk a little later; until then it is still nobody's, and no window but this one takes it. */
  private adopt(run: Run): void {
    this.ended.delete(run.id)
    const live = this.scheduler.enter(run)
    live.adopt(thisProcess()).catch(() => {})
  }

  private async readStore(): Promise<readonly ErrorReport[]> {
    try {
      const { runs, problems } = await this.parts.store.list()
      const isNew = ({ id }: Run): boolean => this.scheduler.get(id) === undefined && !this.ended.knows(id)
      for (const run of runs.filter(isNew)) this.ended.set(run)
      return problems
    } catch (error) {
      return [reportOf(error)]
    }
  }
}
