/**
 * Ctrl+C and its like. The first one asks the job to end, the second one leaves at once; a time limit that has passed
 * asks too, and gives the job up when it does not listen.
 */
import { exitCodes } from './exit-code'

/** How long a job may take to notice that its time is over. */
const GRACE_MS = 2000

export interface Ways {
  /** Told once, before anything is stopped. */
  readonly say: (reason: StopReason) => void
  /** Ends the process. What has not ended is recorded as interrupted by whoever looks next. */
  readonly leave: (code: number) => never
  /** Records the end of what has not ended, then leaves. */
  readonly giveUp: (code: number) => void
}

export type StopReason = 'signal' | 'timeout'

export class Interruption {
  /** Why the run was asked to end, if it was. */
  private why: StopReason | null = null
  private readonly ways: Ways
  private stop: (() => void) | null = null

  constructor(ways: Ways) {
    this.ways = ways
  }

  get reason(): StopReason | null {
    return this.why
  }

  listen(): void {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
    for (const signal of signals) process.on(signal, () => this.signal())
  }

  limit(seconds: number): void {
    // The timer alone must not keep a finished process alive.
    setTimeout(() => this.expire(), seconds * 1000).unref()
  }

  /** Until this is called there is nothing to ask, and the first stop leaves. */
  whenStopped(stop: () => void): void {
    this.stop = stop
  }

  private signal(): void {
    if (this.why !== null || this.stop === null) this.ways.leave(exitCodes.cancelled)
    this.why = 'signal'
    this.ways.say('signal')
    this.stop()
  }

  private expire(): void {
    if (this.why !== null) return
    this.why = 'timeout'
    this.ways.say('timeout')
    if (this.stop === null) this.ways.leave(exitCodes.timeout)
    this.stop()
    setTimeout(() => this.ways.giveUp(exitCodes.timeout), GRACE_MS).unref()
  }
}
