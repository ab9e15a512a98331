/**
 * What jobs inside this process have started: this process ends it with the run, and when it is killed there is nobody
 * left who would, but a watchdog. Programs bear a mark by which that finds them; whatever else comes of a job is looked
 * for and told. Linux only.
 */
import type { FoundRuntime } from '../runtime/find'
import { childrenOf, look, ticksNow } from './isolated/proc'
import { below } from './isolated/tree'
import type { Watchdog } from './isolated/watchdog'

const LOOK_MS = 250

export interface InAppKinParts {
  readonly watchdog: Watchdog
  readonly runtime: () => Promise<FoundRuntime>
  /** The folder that holds the Python package `gilder`. */
  readonly pythonPath: string
}

export class InAppKin {
  private going = 0
  /** What was there before is Electron's, or ours. */
  private since = 0
  private timer: NodeJS.Timeout | null = null
  private readonly told = new Set<string>()

  constructor(private readonly parts: InAppKinParts) {}

  get mark(): string {
    return this.parts.watchdog.mark
  }

  /** Before a job can start anything. */
  async watch(): Promise<void> {
    const { files } = await this.parts.runtime()
    if (files !== null) this.parts.watchdog.start(files, this.parts.pythonPath)
  }

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
    if (this.going > 0 || this.timer === null) return
    clearInterval(this.timer)
    this.timer = null
    // What goes on by itself from here is none of the jobs'.
    if (this.told.size > 0) this.parts.watchdog.forget()
    this.told.clear()
  }

  private look(): void {
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
    this.parts.watchdog.guard(seen)
  }
}
