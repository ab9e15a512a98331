/**
 * Other Gilders that work in the same data folder: a command line beside the window, say. Nobody tells us what they do,
 * so their folders are looked at now and then: names, and the records of theirs that have not ended.
 */
import { isFinished, type Run } from '../../contract/run'
import { isOwn } from '../store/owner'
import type { RunStore } from '../store/store'

const BEAT_MS = 3000

export interface Neighbourhood {
  readonly store: RunStore
  /** One that is on show and that this process does not run itself. */
  readonly shown: (id: string) => Run | undefined
  /** Whether it is on show, or was until newer ones took its place. */
  readonly knows: (id: string) => boolean
  /** Whether this process runs it: then it knows better. */
  readonly runsHere: (id: string) => boolean
  readonly changed: (run: Run) => void
  readonly gone: (id: string) => void
}

export class Neighbours {
  private readonly parts: Neighbourhood
  /** Folders that could not be read: what they lack does not grow. */
  private readonly unreadable = new Set<string>()
  private seen: ReadonlySet<string> = new Set()
  private timer: ReturnType<typeof setTimeout> | null = null
  private stopped = false

  constructor(parts: Neighbourhood, beat = BEAT_MS) {
    this.parts = parts
    this.arm(beat)
  }

  stop(): void {
    this.stopped = true
    if (this.timer !== null) clearTimeout(this.timer)
  }

  private arm(beat: number): void {
    if (this.stopped) return
    // A folder that cannot be read now may be back at the next beat.
    this.timer = setTimeout(
      () =>
        void this.look()
          .catch(() => {})
          .then(() => this.arm(beat)),
      beat,
    )
    this.timer.unref()
  }

  private async look(): Promise<void> {
    const { store, shown, knows, gone } = this.parts
    // Before the names: what is known from now on may not be among them yet.
    const before = [...this.seen].filter(knows)
    const names = new Set(await store.names())
    for (const name of names) {
      const known = shown(name)
      if (known === undefined ? !knows(name) : !isFinished(known.state)) await this.read(name)
    }
    // Only what has been there: a run whose folder vanished under it is shown with the error that says so.
    for (const name of before) if (!names.has(name) && !this.stopped) gone(name)
    this.seen = names
  }

  private async read(id: string): Promise<void> {
    const { store, shown, runsHere, changed } = this.parts
    if (runsHere(id) || this.unreadable.has(id)) return
    const run = await store.look(id).catch(() => null)
    if (run === null) {
      this.unreadable.add(id)
      return
    }
    // Our own is on disk before it is known here, and may have become known meanwhile.
    const isOurs = runsHere(id) || (run.owner !== null && isOwn(run.owner))
    if (isOurs || this.stopped || shown(id)?.state === run.state) return
    changed(run)
  }
}
