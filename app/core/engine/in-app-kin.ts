/**
 * What jobs inside this process have started, told to the watchdog: this process ends it with the run, and when it is
 * killed there is nobody left who would. Linux only.
 */
import { childrenOf, look, ticksNow } from './isolated/proc'
import { below } from './isolated/tree'
import type { Watchdog } from './isolated/watchdog'

/** What jobs start is told at once; what is started by that, or past Python's own ways, is looked for. */
const LOOK_MS = 250
/** Many in a row are looked at together. */
const SOON_MS = 5

export interface InAppKinParts {
  /** Starts a watchdog; it is needed only once there is something to watch. */
  readonly watchdog: () => Promise<Watchdog>
}

export class InAppKin {
  private going = 0
  /** What was there before is Electron's, or ours. */
  private since = 0
  private timer: NodeJS.Timeout | null = null
  private soon: NodeJS.Timeout | null = null
  private watchdog: Promise<Watchdog> | null = null
  private readonly told = new Set<string>()

  constructor(private readonly parts: InAppKinParts) {}

  /** A run begins. */
  enter(): void {
    this.going += 1
    if (this.going > 1 || process.platform !== 'linux') return
    this.since = ticksNow()
    this.timer = setInterval(() => this.look(), LOOK_MS)
    this.timer.unref()
  }

  /** A run has ended, and with it what it had started. */
  leave(): void {
    this.going -= 1
    if (this.going > 0) return
    if (this.timer !== null) clearInterval(this.timer)
    if (this.soon !== null) clearTimeout(this.soon)
    this.timer = null
    this.soon = null
    this.told.clear()
    // What goes on by itself from here is none of the jobs'.
    void this.watchdog?.then((watchdog) => watchdog.dismiss()).catch(() => {})
    this.watchdog = null
  }

  /** A job has started something. */
  born(): void {
    if (this.timer !== null) this.soon ??= setTimeout(() => this.look(), SOON_MS)
  }

  private look(): void {
    this.soon = null
    const own = look(process.pid)
    for (const pid of childrenOf(process.pid)) {
      const seen = look(pid)
      // One with a session of its own is meant to go on alone, or is a worker and looked after.
      const isOurs = seen !== null && seen.started >= this.since && seen.session === own?.session
      if (isOurs) for (const one of below(pid)) this.tell(one)
    }
  }

  private tell(pid: number): void {
    const seen = look(pid)
    if (seen === null || this.told.has(`${pid} ${seen.started}`)) return
    this.told.add(`${pid} ${seen.started}`)
    this.watchdog ??= this.parts.watchdog()
    this.watchdog.then((watchdog) => watchdog.guard(seen)).catch(() => {})
  }
}
