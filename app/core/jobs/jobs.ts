/**
 * Every run from its submission to its end. A run is on disk before Python hears of it, its folder is written at each
 * change of state, and whatever happens it ends in a state that says so.
 */
import type { SubmitReply } from '../../contract/api'
import { type ErrorReport, GilderError, reportOf } from '../../contract/error'
import type { JobRef, JobSpec } from '../../contract/job'
import { isFinished, type LogLine, Plan, type Run } from '../../contract/run'
import { readLog } from '../store/log-file'
import { newestFirst } from '../store/order'
import { isAlive, isOwn, thisProcess } from '../store/owner'
import { text } from '../text'
import type { Params } from './inputs'
import { type LiveParts, LiveRun } from './live-run'
import { Neighbours } from './neighbours'
import { Slots } from './slots'
import { checkSubmission } from './submission'

export interface JobsParts extends LiveParts {
  /** The shipped job of that name; throws a GilderError when there is none. */
  readonly find: (job: string) => Promise<JobSpec>
  readonly environment: () => Promise<Run['environment']>
  /** How many run at once. */
  readonly slots: number
}

export class Jobs {
  private readonly parts: JobsParts
  private readonly slots: Slots
  private readonly live = new Map<string, LiveRun>()
  private ended: ReadonlyMap<string, Run> = new Map()
  private loading: Promise<readonly ErrorReport[]> | null = null
  private neighbours: Neighbours | null = null

  constructor(parts: JobsParts) {
    this.parts = parts
    this.slots = new Slots(parts.slots)
  }

  /**
   * `job` is a shipped job's name, or a description that `Catalog.inFile` made: a name can come from a window, a file
   * to execute must not. A refused submission leaves nothing on disk.
   */
  async submit(job: string | JobSpec, params: Params): Promise<SubmitReply> {
    try {
      const spec = typeof job === 'string' ? await this.parts.find(job) : job
      const checked = await checkSubmission(this.parts.engine, spec, params)
      if (checked.state === 'unfit') {
        return { state: 'refused', problems: [...checked.problems], error: checked.error }
      }
      const run = await this.parts.store.create({
        version: 1,
        job: refOf(spec),
        params: checked.params,
        inputs: [...checked.inputs],
        placement: 'app',
        plan: Plan.parse({}),
        repeats: null,
        sweep: null,
        pinned: false,
        environment: await this.parts.environment(),
        state: 'queued',
        progress: null,
        created: new Date().toISOString(),
        started: null,
        finished: null,
        seconds: null,
        error: null,
        results: [],
        stopping: null,
        peak: null,
        owner: thisProcess(),
        worker: null,
      })
      this.enter(run)
      return { state: 'accepted', run }
    } catch (error) {
      return { state: 'refused', problems: [], error: reportOf(error) }
    }
  }

  /** How many this process has in hand: running and waiting ones. */
  active(): number {
    return this.live.size
  }

  /** A run that waits is taken out of the line; a running one ends when its job next looks. */
  async cancel(id: string): Promise<void> {
    const live = this.live.get(id)
    if (live === undefined) {
      refuseForeign(await this.parts.store.read(id))
      return
    }
    if (this.slots.withdraw(id)) await live.abandon('cancelled')
    else live.ask('cancelled')
  }

  /** The record of the end, as soon as there is one. */
  async finished(id: string): Promise<Run> {
    return (await this.live.get(id)?.finished) ?? this.parts.store.read(id)
  }

  /** The folder of a run; throws for anything that is not a run's name, so that no other path can be asked for. */
  folder(id: string): string {
    return this.parts.store.folder(id)
  }

  async log(id: string): Promise<readonly LogLine[]> {
    const live = this.live.get(id)
    return live === undefined ? readLog(this.parts.store.folder(id)) : live.lines(readLog)
  }

  async remove(id: string): Promise<void> {
    const run = this.live.get(id)?.run ?? (await this.parts.store.read(id).catch(() => null))
    if (run !== null && isBusy(run)) {
      refuseForeign(run)
      throw new GilderError(text.runIsBusy(id))
    }
    await this.parts.store.remove(id)
    this.forget(id)
  }

  /** From now on runs of other Gilders in the same data folder are shown as they go, until `close`. */
  watch(beat?: number): void {
    const { store, events } = this.parts
    const changed = (run: Run): void => {
      this.ended = new Map(this.ended).set(run.id, run)
      events.emit({ type: 'run', run })
    }
    const gone = (id: string): void => {
      if (this.ended.has(id)) this.forget(id)
    }
    const runsHere = (id: string): boolean => this.live.has(id)
    this.neighbours ??= new Neighbours({ store, shown: () => this.ended, runsHere, changed, gone }, beat)
  }

  /** Reads the run folders, once; answers with those that could not be read. */
  load(): Promise<readonly ErrorReport[]> {
    this.loading ??= this.readStore()
    return this.loading
  }

  /** Newest first. What other sessions left is there after `load`. */
  runs(): readonly Run[] {
    const live = [...this.live.values()].map((one) => one.run)
    return [...live, ...this.ended.values()].sort(newestFirst)
  }

  /** Ends everything: asks, waits as long as told, and records as interrupted what did not end. */
  async close(limit: number): Promise<void> {
    this.neighbours?.stop()
    const open = [...this.live.values()]
    for (const one of open) {
      if (this.slots.withdraw(one.run.id)) await one.abandon('interrupted')
      else one.ask('interrupted')
    }
    await within(limit, Promise.all(open.map((one) => one.finished)))
    await Promise.all(open.map((one) => one.abandon('interrupted')))
  }

  private forget(id: string): void {
    this.ended = new Map([...this.ended].filter(([other]) => other !== id))
    this.parts.events.emit({ type: 'removed', run: id })
  }

  private enter(run: Run): void {
    const live = new LiveRun(this.parts, run)
    this.live.set(run.id, live)
    this.parts.events.emit({ type: 'run', run })
    void live.finished.then((last) => {
      this.live.delete(run.id)
      this.ended = new Map(this.ended).set(run.id, last)
    })
    this.slots.add(run.id, () => live.begin())
  }

  private async readStore(): Promise<readonly ErrorReport[]> {
    try {
      const { runs, problems } = await this.parts.store.list()
      const older = runs.filter(({ id }) => !this.live.has(id) && !this.ended.has(id))
      this.ended = new Map([...older.map((run) => [run.id, run] as const), ...this.ended])
      return problems
    } catch (error) {
      return [reportOf(error)]
    }
  }
}

const refOf = ({ id, title, file, function: name, sha256 }: JobSpec): JobRef => ({
  id,
  title,
  file,
  function: name,
  sha256,
})

const isBusy = (run: Run): boolean => !isFinished(run.state) && run.owner !== null && isAlive(run.owner)

/** What another process runs, only that process can end. */
function refuseForeign(run: Run): void {
  if (run.owner === null || isOwn(run.owner) || !isBusy(run)) return
  throw new GilderError(text.runElsewhere(run.id, run.owner.pid))
}

function within(limit: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limit)
    void work.finally(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
