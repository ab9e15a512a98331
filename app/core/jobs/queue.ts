/**
 * Who waits, who goes, and who is next. Knows nothing of disks, engines or time: everything here is one step of
 * arithmetic, so that ten thousand runs cost what one costs ten thousand times.
 */
import type { Slots } from '../../contract/queue'
import type { Placement } from '../../contract/run'
import { inTurn, Line, type Place } from './line'
import { beside, type Numbers } from './spot'

export interface Entry extends Place {
  readonly placement: Placement
  readonly held: boolean
  /** A run that has to end first, and has not. */
  readonly after: string | null
}

/** Why there is nobody to start. */
export type Standstill = 'nobody' | 'full' | 'memory'

const placements = ['app', 'isolated', 'cluster'] as const satisfies readonly Placement[]
/** Those that use this machine's memory and cores. */
const local = ['app', 'isolated'] as const satisfies readonly Placement[]

export class Queue {
  private readonly entries = new Map<string, Entry>()
  private readonly all = new Line<Entry>()
  /** Those whose turn may come now. */
  private readonly ready: Readonly<Record<Placement, Line<Entry>>> = {
    app: new Line(),
    isolated: new Line(),
    cluster: new Line(),
  }
  private readonly followers = new Map<string, Set<string>>()
  private readonly going = new Map<string, Placement>()
  private readonly busy: Record<Placement, number> = { app: 0, isolated: 0, cluster: 0 }
  private heldCount = 0

  get waiting(): number {
    return this.entries.size
  }

  get held(): number {
    return this.heldCount
  }

  get running(): number {
    return this.going.size
  }

  /** How many could start if there were places for all. */
  get startable(): number {
    return placements.reduce((sum, placement) => sum + this.ready[placement].length, 0)
  }

  /** Behind everybody of any priority. */
  get tail(): number {
    return this.highest
  }
  private highest = 0

  get(id: string): Entry | null {
    return this.entries.get(id) ?? null
  }

  add(entry: Entry): void {
    this.entries.set(entry.id, entry)
    this.all.add(entry)
    this.highest = Math.max(this.highest, entry.order)
    if (entry.held) this.heldCount += 1
    if (entry.after !== null) {
      const others = this.followers.get(entry.after) ?? new Set()
      this.followers.set(entry.after, others.add(entry.id))
    } else if (!entry.held) {
      this.ready[entry.placement].add(entry)
    }
  }

  /** Takes one out of the line; null when it does not wait. */
  remove(id: string): Entry | null {
    const entry = this.entries.get(id)
    if (entry === undefined) return null
    this.entries.delete(id)
    this.all.remove(entry)
    this.ready[entry.placement].remove(entry)
    if (entry.held) this.heldCount -= 1
    if (entry.after !== null) {
      const others = this.followers.get(entry.after)
      others?.delete(id)
      if (others?.size === 0) this.followers.delete(entry.after)
    }
    return entry
  }

  /** The runs somebody waits for. */
  awaited(): readonly string[] {
    return [...this.followers.keys()]
  }

  /** Those that wait for the end of this one. */
  followersOf(id: string): readonly string[] {
    return [...(this.followers.get(id) ?? [])]
  }

  /** The next one goes: it leaves the line and takes a place. `fits` says whether there is memory for one more. */
  take(slots: Slots, fits: () => boolean): Entry | Standstill {
    const open = placements.filter((placement) => this.busy[placement] < slots[placement])
    let best = this.best(open)
    if (best === null) return this.startable === 0 ? 'nobody' : 'full'
    if (best.placement !== 'cluster' && this.busy.app + this.busy.isolated > 0 && !fits()) {
      best = this.best(open.filter((placement) => placement === 'cluster'))
      if (best === null) return 'memory'
    }
    this.remove(best.id)
    this.going.set(best.id, best.placement)
    this.busy[best.placement] += 1
    return best
  }

  /** One that went has ended; false for one that never went. */
  leave(id: string): boolean {
    const placement = this.going.get(id)
    if (placement === undefined) return false
    this.going.delete(id)
    this.busy[placement] -= 1
    return true
  }

  /** How many go side by side on this machine once everybody who may start has started. */
  abreast(slots: Slots): number {
    const each = local.map((placement) =>
      Math.max(
        this.busy[placement],
        Math.min(slots[placement], this.busy[placement] + this.ready[placement].length),
      ),
    )
    return each.reduce((sum, count) => sum + count, 0)
  }

  /** The numbers of the place before the first, or behind the last of the others; null when there are none. */
  edge(id: string, side: 'top' | 'bottom'): Numbers | null {
    return this.without(id, () => {
      const anchor = side === 'top' ? this.all.first : this.all.last
      return anchor === null ? null : beside(side === 'top' ? 'before' : 'after', anchor, null)
    })
  }

  /** The numbers of the place right beside another one that waits; null when there is no number left. */
  gap(id: string, side: 'before' | 'after', anchor: Entry): Numbers | null {
    return this.without(id, () => {
      const other = side === 'before' ? this.all.before(anchor) : this.all.after(anchor)
      return beside(side, anchor, other)
    })
  }

  /** Everybody of one priority, in turn. */
  peers(priority: number): readonly Entry[] {
    return this.all.withPriority(priority)
  }

  /** The line as it would be if this one were not in it. */
  private without<T>(id: string, look: () => T): T {
    const entry = this.entries.get(id)
    if (entry !== undefined) this.all.remove(entry)
    try {
      return look()
    } finally {
      if (entry !== undefined) this.all.add(entry)
    }
  }

  private best(among: readonly Placement[]): Entry | null {
    let best: Entry | null = null
    for (const placement of among) {
      const { first } = this.ready[placement]
      if (first !== null && (best === null || inTurn(first, best) < 0)) best = first
    }
    return best
  }
}
