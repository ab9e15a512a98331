/** How much memory the processes of each run hold, looked at four times a second. Linux only. */
import type { ProcessRef } from '../../../contract/run'
import { look, memoryOf, type Seen, shareOf } from './proc'
import { below } from './tree'

const LOOK_MS = 250
const TELL_MS = 1000

export interface Watched {
  readonly worker: ProcessRef
  /** Bytes; null is no limit. */
  readonly limit: number | null
  /** The most so far. */
  readonly tell: (bytes: number) => void
  readonly exceeded: (bytes: number) => void
  /** A process below the worker that was not there before. */
  readonly found: (seen: Seen) => void
}

export class MemoryWatch {
  private readonly meters = new Set<Meter>()
  private timer: NodeJS.Timeout | null = null

  add(watched: Watched): Meter {
    const meter = new Meter(watched, () => {
      this.meters.delete(meter)
      if (this.meters.size > 0 || this.timer === null) return
      clearInterval(this.timer)
      this.timer = null
    })
    if (process.platform !== 'linux') return meter
    this.meters.add(meter)
    this.timer ??= setInterval(() => {
      for (const one of this.meters) one.look()
    }, LOOK_MS)
    return meter
  }
}

export class Meter {
  private peak = 0
  private told = 0
  private toldAt = 0
  private readonly processes = new Map<number, Seen>()

  constructor(
    private readonly watched: Watched,
    private readonly leave: () => void,
  ) {}

  /** Every process that was ever below the worker: one that has lost its parent since can still be found. */
  get seen(): readonly Seen[] {
    return [...this.processes.values()]
  }

  look(): void {
    const { worker, limit } = this.watched
    const tree = below(worker.pid)
    for (const pid of tree) {
      const seen = pid === worker.pid || this.processes.has(pid) ? null : look(pid)
      if (seen === null) continue
      this.processes.set(pid, seen)
      this.watched.found(seen)
    }
    const own = memoryOf(worker.pid)
    // What several hold together counts once.
    const now = tree.length === 1 ? own.now : sum(tree.map((pid) => shareOf(pid) ?? memoryOf(pid).now))
    this.peak = Math.max(this.peak, now, own.peak)
    if (limit !== null && now > limit) this.watched.exceeded(now)
    if (performance.now() - this.toldAt >= TELL_MS) this.tell()
  }

  end(): void {
    this.leave()
    this.tell()
  }

  private tell(): void {
    if (this.peak === this.told) return
    this.told = this.peak
    this.toldAt = performance.now()
    this.watched.tell(this.peak)
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
