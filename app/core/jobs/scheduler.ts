/**
 * Keeps the line of this process moving: takes the commands about runs that wait, starts whose turn has come, and
 * hands on the record of each end. Commands come one after the other; what runs is never waited for.
 */
import { GilderError } from '../../contract/error'
import type { QueueSettings, QueueState, Spot } from '../../contract/queue'
import { isFinished, type Plan, type Run } from '../../contract/run'
import { text } from '../text'
import { within } from './deadline'
import { type Desk, finishUp } from './desk'
import { type Conductor, type LiveParts, LiveRun } from './live-run'
import { type Entry, Queue } from './queue'
import type { QueueFile, Standing } from './queue-file'
import type { Numbers } from './spot'
import { type RunEvent, step } from './states'

export interface SchedulerParts extends LiveParts {
  readonly settings: QueueSettings
  /** Where the queue is kept when Gilder ends; null where it ends with it. */
  readonly file: QueueFile | null
  readonly desk: Desk
  readonly cores: number
  /** Bytes of memory that can still be had. */
  readonly memory: () => number
  /** Threads of this process that are busy with runs which are over. */
  readonly stuck: () => number
  /** The record of an end, or of what another process does with the run. */
  readonly ended: (run: Run) => void
}

/** How often it looks whether there is memory again, or whether another Gilder's run has ended. */
const LOOK_MS = 2000
/** News of the queue as a whole is told at most this often. */
const NEWS_MS = 100

export class Scheduler {
  private readonly parts: SchedulerParts
  private readonly queue = new Queue()
  private readonly runs = new Map<string, LiveRun>()
  private settings: QueueSettings
  private paused = false
  private recovered: QueueState['recovered'] = null
  private stalled: string | null = null
  /** Nothing starts before the queue is open, nor after its close. */
  private open: boolean
  private turns: Promise<unknown> = Promise.resolve()
  /** Runs of other Gilders that some of ours are to follow. */
  private readonly foreign = new Set<string>()
  private look: ReturnType<typeof setTimeout> | null = null
  private news: ReturnType<typeof setTimeout> | null = null
  private told = ''
  private awake = false
  private tally = { done: 0, notDone: 0 }
  private lastOrder = 0

  constructor(parts: SchedulerParts) {
    this.parts = parts
    this.settings = parts.settings
    this.open = parts.file === null
    this.told = JSON.stringify(this.state())
  }

  /** The run if it is this process's, waiting or running. */
  get(id: string): LiveRun | undefined {
    return this.runs.get(id)
  }

  all(): readonly LiveRun[] {
    return [...this.runs.values()]
  }

  state(): QueueState {
    const { paused, settings, stalled, recovered } = this
    const { running, waiting, held } = this.queue
    return { paused, settings, running, waiting, held, stalled, recovered }
  }

  /** The place behind everybody who waits. */
  nextOrder(): number {
    this.lastOrder = Math.max(this.lastOrder, Math.ceil(this.queue.tail)) + 1
    return this.lastOrder
  }

  /** A run that is on disk, waiting. */
  enter(run: Run): LiveRun {
    const live = new LiveRun(this.parts, run)
    this.runs.set(run.id, live)
    this.queue.add(entryOf(run, run.plan.after))
    void live.finished.then((last) => this.left(last))
    if (run.plan.after !== null) void this.checkFollowed(run.plan.after)
    this.pump()
    return live
  }

  /** A run that is on disk, and that makes others in place of taking a place itself: it begins at once. */
  conduct(run: Run, engine: Conductor): void {
    const live = new LiveRun({ ...this.parts, engine }, run)
    this.runs.set(run.id, live)
    void live.finished.then((last) => this.left(last))
    void live.begin(1)
  }

  /** From now on runs start, unless the queue is paused. A pause after a bad end outlives the next one, too. */
  async begin(standing: Standing, recovered: QueueState['recovered']): Promise<void> {
    this.paused = standing.paused
    this.settings = standing.settings
    this.recovered = recovered
    this.open = true
    this.pump()
    if (recovered !== null) await this.keep()
  }

  hold(id: string): Promise<void> {
    return this.revise(id, 'hold', planned({ held: true }))
  }

  /** Also one that was to follow a run which never got done: whoever releases it wants it all the same. */
  release(id: string): Promise<void> {
    return this.revise(id, 'release', (run) => {
      const after = run.waits === null ? run.plan.after : null
      return { ...run, waits: null, plan: { ...run.plan, held: false, after } }
    })
  }

  prioritise(id: string, priority: number): Promise<void> {
    return this.revise(id, 'prioritise', planned({ priority }))
  }

  /** To the place that is told; it takes on the priority of those who stand there. */
  move(id: string, spot: Spot): Promise<void> {
    return this.inTurn(async () => {
      this.check(id, 'move')
      const numbers = await this.numbersFor(id, spot)
      if (numbers !== null) await this.rewrite(id, planned(numbers))
    })
  }

  /** A run that waits is taken out of the line; a running one ends when its job next looks. False for others' runs. */
  async cancel(id: string): Promise<boolean> {
    const live = this.runs.get(id)
    if (live === undefined) return false
    step(id, live.state, 'cancel')
    if (live.state !== 'queued') live.ask('cancelled')
    else {
      await this.inTurn(async () => {
        if (this.queue.remove(id) === null) live.ask('cancelled')
        else await live.abandon('cancelled')
      })
    }
    return true
  }

  /** Nothing more starts; what runs goes on. Resolves when that is on disk. */
  async pause(): Promise<void> {
    this.paused = true
    this.pump()
    await this.keep()
  }

  async resume(): Promise<void> {
    this.paused = false
    this.recovered = null
    this.pump()
    await this.keep()
  }

  /** What the last end cut off runs again, or was looked at. */
  makeGood(): void {
    if (this.recovered !== null) this.recovered = { ...this.recovered, interrupted: 0 }
    this.pump()
  }

  async configure(settings: QueueSettings): Promise<void> {
    this.settings = settings
    this.pump()
    await this.keep()
  }

  /**
   * Ends what runs: asks, waits as long as told, and records as interrupted what did not end. What is kept for the next
   * Gilder stays in its place.
   */
  async close(limit: number): Promise<void> {
    this.open = false
    if (this.look !== null) clearTimeout(this.look)
    if (this.news !== null) clearTimeout(this.news)
    await within(limit, this.turns)
    const ending: LiveRun[] = []
    for (const live of this.runs.values()) {
      const { id, plan } = live.run
      if (live.state === 'queued' && plan.kept) continue
      ending.push(live)
      if (this.queue.remove(id) === null) live.ask('interrupted')
      else void live.abandon('interrupted')
    }
    await within(limit, Promise.all(ending.map((live) => live.finished)))
    await Promise.all(ending.map((live) => live.abandon('interrupted')))
    // Those that were to follow them are on their way to learn of it.
    await within(limit, this.turns)
    await this.parts.file?.close(this.standing()).catch(() => {})
  }

  private standing(): Standing {
    return { paused: this.paused, settings: this.settings }
  }

  private async keep(): Promise<void> {
    await this.parts.file?.keep(this.standing())
  }

  private revise(id: string, event: RunEvent, edit: Edit): Promise<void> {
    return this.inTurn(async () => {
      this.check(id, event)
      await this.rewrite(id, edit)
    })
  }

  private check(id: string, event: RunEvent): void {
    const live = this.runs.get(id)
    if (live === undefined) throw new GilderError(text.notWaiting(id))
    step(id, live.state, event)
  }

  /** Out of the line while its record is written: it must not start by a plan that is not on disk. */
  private async rewrite(id: string, edit: Edit): Promise<void> {
    const live = this.runs.get(id)
    const entry = this.queue.remove(id)
    if (live === undefined || entry === null) return
    try {
      await live.revise(edit)
    } finally {
      // Null when there is nothing to follow any more, by the plan or because it is done.
      const after = live.run.plan.after === null ? null : entry.after
      if (live.state === 'queued') this.queue.add(entryOf(live.run, after))
      // It may have ended while nobody seemed to wait for it.
      if (after !== null) void this.checkFollowed(after)
      this.pump()
    }
  }

  private async numbersFor(id: string, spot: Spot): Promise<Numbers | null> {
    if (typeof spot === 'string') return this.queue.edge(id, spot)
    const side = 'before' in spot ? 'before' : 'after'
    const other = 'before' in spot ? spot.before : spot.after
    if (other === id) return null
    const anchor = this.queue.get(other)
    if (anchor === null) throw new GilderError(text.notWaiting(other))
    const numbers = this.queue.gap(id, side, anchor)
    if (numbers !== null) return numbers
    // Halved too often, or never told apart: give everybody of that priority a number of his own first.
    const peers = this.queue.peers(anchor.priority).filter((peer) => peer.id !== id)
    for (const [order, peer] of peers.entries()) await this.rewrite(peer.id, planned({ order }))
    const again = this.queue.get(other)
    return again === null ? null : this.queue.gap(id, side, again)
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.turns.then(work)
    this.turns = next.catch(() => {})
    return next
  }

  private pump(): void {
    const stuck = this.parts.stuck()
    this.stalled = stuck === 0 ? null : text.stuckThreads(stuck)
    if (this.open && !this.paused) this.startAll()
    this.stayAwake(this.queue.running > 0 && this.settings.keepAwake)
    this.lookAgain()
    this.tell()
  }

  private startAll(): void {
    const { slots, memory } = this.settings
    let free = Number.POSITIVE_INFINITY
    const fits = (): boolean => {
      if (memory > 0) free = this.parts.memory()
      return free >= memory
    }
    for (;;) {
      const entry = this.queue.take(slots, fits)
      if (typeof entry !== 'string') {
        this.start(entry)
        continue
      }
      if (entry === 'memory') this.stalled = text.waitsForMemory(free, memory)
      return
    }
  }

  private start({ id }: Entry): void {
    const abreast = this.queue.abreast(this.settings.slots)
    const threads = Math.max(1, Math.floor(this.parts.cores / Math.max(1, abreast)))
    void this.runs.get(id)?.begin(threads)
  }

  /** It has ended, or was never ours to run. */
  private left(last: Run): void {
    const { id } = last
    this.runs.delete(id)
    this.queue.remove(id)
    const went = this.queue.leave(id)
    this.parts.ended(last)
    this.tally[last.state === 'done' ? 'done' : 'notDone'] += 1
    if (isFinished(last.state)) this.freeFollowers(last)
    this.pump()
    if (went && this.open && this.queue.running === 0 && this.queue.startable === 0) this.finishUp()
  }

  private finishUp(): void {
    const { settings, tally } = this
    this.tally = { done: 0, notDone: 0 }
    const finish = (): void => finishUp(settings, tally, this.parts.desk)
    if (settings.whenDone.do !== 'quit') finish()
    // Once only: who starts Gilder the next time wants to see it.
    else void this.configure({ ...settings, whenDone: { do: 'nothing' } }).then(finish, finish)
  }

  /** Those that waited for it go into the line, or learn why they will not. */
  private freeFollowers(last: Run): void {
    for (const id of this.queue.followersOf(last.id)) {
      if (last.state === 'done') {
        const entry = this.queue.remove(id)
        if (entry !== null) this.queue.add({ ...entry, after: null })
      } else {
        void this.holdBack(id, text.predecessorNotDone(last.job.title, last.state))
      }
    }
  }

  private holdBack(id: string, why: string): Promise<void> {
    const hold = async (): Promise<void> => {
      if (this.runs.get(id)?.run.waits === why) return
      await this.rewrite(id, (run) => ({ ...run, waits: why, plan: { ...run.plan, held: true } }))
    }
    // Where that cannot be written it waits all the same: what it was to follow is not done.
    return this.inTurn(hold).catch(() => {})
  }

  /** The run that others wait for may not be ours, or be over. */
  private async checkFollowed(id: string): Promise<void> {
    if (this.runs.has(id)) return
    const run = await this.parts.store.look(id).catch(() => null)
    this.foreign.delete(id)
    if (this.runs.has(id)) return
    if (run === null) {
      for (const follower of this.queue.followersOf(id)) void this.holdBack(follower, text.predecessorGone)
    } else if (isFinished(run.state)) {
      this.freeFollowers(run)
    } else if (this.queue.followersOf(id).length > 0) {
      this.foreign.add(id)
    }
    this.pump()
  }

  /** For what nobody tells: memory that is free again, and the ends of other Gilders' runs. */
  private lookAgain(): void {
    if (this.look !== null || !this.open || (this.stalled === null && this.foreign.size === 0)) return
    this.look = setTimeout(() => {
      this.look = null
      for (const id of this.foreign) void this.checkFollowed(id)
      this.pump()
    }, LOOK_MS)
  }

  private stayAwake(on: boolean): void {
    if (on === this.awake) return
    this.awake = on
    this.parts.desk.awake(on)
  }

  private tell(): void {
    if (this.news !== null) return
    this.news = setTimeout(() => {
      this.news = null
      const queue = this.state()
      const words = JSON.stringify(queue)
      if (words === this.told) return
      this.told = words
      this.parts.events.emit({ type: 'queue', queue })
    }, NEWS_MS)
    this.news.unref()
  }
}

type Edit = (run: Run) => Run

const planned =
  (part: Partial<Plan>): Edit =>
  (run) => ({ ...run, plan: { ...run.plan, ...part } })

const entryOf = ({ id, placement, plan }: Run, after: string | null): Entry => {
  const { priority, order, held } = plan
  return { id, placement, priority, order, held, after }
}
