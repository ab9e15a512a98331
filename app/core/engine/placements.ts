/** Several engines as one: an order goes where it says, a question about a file where that file may be executed. */
import { sep } from 'node:path'
import { GilderError, reportOf } from '../../contract/error'
import type { Column, FileDescription, JobRef, JobSpec } from '../../contract/job'
import type { EngineEvent, Outcome, Placement, Plan, WorkOrder } from '../../contract/run'
import type { Packs } from '../packs/packs'
import { text } from '../text'
import { choose } from './choose'
import type { Crashes } from './crashes'
import type { Engine, Validation } from './engine'
import type { Inside } from './inside'

/** It executes no file here: questions about one are for the others. */
type Elsewhere = Pick<Engine, 'run' | 'cancel' | 'close'>

export interface PlacementsParts {
  readonly engines: {
    readonly app: Engine & {
      /** Jobs in it that do not stop. */
      readonly stuck: number
    }
    readonly isolated: Engine
    readonly cluster?: Elsewhere
  }
  readonly crashes: Crashes
  readonly inside: Inside
  /** The folder of the jobs that ship with Gilder. */
  readonly shipped: string
  /** What the user has set; null leaves it to the job. */
  readonly setting: () => Placement | null
  /** Where files are imported for their description and their checks, against the rule that follows from whose they are. */
  readonly questions: 'app' | 'isolated' | null
  /** The last look before a file is executed; rejects with a GilderError when it must not be. */
  readonly permit: (file: string) => Promise<void>
  readonly packs: Pick<Packs, 'need' | 'find' | 'folder'>
}

export class Placements implements Engine {
  private readonly under = new Map<string, Elsewhere>()

  constructor(private readonly parts: PlacementsParts) {}

  /** Where a run of this job is to be executed; throws when what it asks for is not there. */
  async choose(job: JobSpec, plan: Pick<Plan, 'placement' | 'cluster'>): Promise<Placement> {
    await this.checkPacks(job, plan)
    const { crashes, inside } = this.parts
    const crashed = (await crashes.has(job)) || (await inside.hasDied(job))
    const { stuck } = this
    const shipped = this.isShipped(job.file)
    return choose({ job, plan, setting: this.parts.setting(), shipped, crashed, stuck: stuck > 0 })
  }

  /** A pack stays in the process that has loaded it, and on a cluster the workers have their own packages. */
  private async checkPacks(
    { packs = [] }: JobSpec,
    plan: Pick<Plan, 'placement' | 'cluster'>,
  ): Promise<void> {
    const [first] = packs
    if (first === undefined || plan.placement === 'cluster' || plan.cluster !== null) return
    await this.parts.packs.need(packs)
    if (plan.placement === 'app') {
      const { pack } = await this.parts.packs.find(first)
      throw new GilderError(text.packNeedsProcess(pack.title))
    }
  }

  /** How many threads of this process are busy with runs that are over. */
  get stuck(): number {
    return this.parts.engines.app.stuck
  }

  async describe(file: string): Promise<FileDescription> {
    await this.parts.permit(file)
    return this.forFile(file).describe(file)
  }

  async validate(job: JobRef, params: Readonly<Record<string, unknown>>): Promise<Validation> {
    await this.parts.permit(job.file)
    return this.forFile(job.file).validate(job, params)
  }

  async run(order: WorkOrder, onEvent: (event: EngineEvent) => void): Promise<Outcome> {
    const { engines, crashes, inside, permit } = this.parts
    try {
      // Hours may lie between the order and its turn.
      await permit(order.job.file)
    } catch (error) {
      return { state: 'failed', error: reportOf(error), results: [] }
    }
    await inside.settle((job) => crashes.add(job))
    // It may have been placed before: one that waits for a thread, or for the GIL, would not begin.
    const moved = order.placement === 'app' && !order.bound && this.stuck > 0
    const engine = engines[moved ? 'isolated' : order.placement]
    if (engine === undefined) {
      return { state: 'failed', error: text.noPlacement(order.placement), results: [] }
    }
    this.under.set(order.run, engine)
    if (engine === engines.app) inside.enter(order.run, order.job)
    try {
      const packs = engine === engines.isolated ? this.parts.packs.folder : undefined
      const outcome = await engine.run(packs === undefined ? order : { ...order, packs }, onEvent)
      // A lost worker or scheduler says nothing about what the job does to a process here.
      if (outcome.state === 'crashed' && order.placement !== 'cluster') await crashes.add(order.job)
      return outcome
    } finally {
      this.under.delete(order.run)
      inside.leave(order.run)
    }
  }

  cancel(run: string): void {
    this.parts.inside.leave(run)
    this.under.get(run)?.cancel(run)
  }

  /** The question of a form that somebody has open: where Python is loaded already. */
  columns(file: string): Promise<readonly Column[]> {
    const { app, isolated } = this.parts.engines
    return (this.stuck > 0 ? isolated : app).columns(file)
  }

  warm(): void {
    const { app, isolated } = this.parts.engines
    for (const engine of [app, isolated]) engine.warm()
  }

  close(): void {
    const { app, isolated, cluster } = this.parts.engines
    for (const engine of [app, isolated, cluster]) engine?.close()
  }

  /** A file of the user's own is executed to be described: it may hang or crash. */
  private forFile(file: string): Engine {
    const { engines, questions } = this.parts
    const here = this.isShipped(file) && this.stuck === 0
    return engines[questions ?? (here ? 'app' : 'isolated')]
  }

  private isShipped(file: string): boolean {
    return file.startsWith(this.parts.shipped + sep)
  }
}
