/**
 * Ctrl+C and its like. The first one asks the job to end, the second one leaves at once; a time limit that has passed
 * asks too, and gives the job up when it does not listen.
 */
import { exitCodes } from './exit-code'

/** How long a job may take to end once its time is over: after two seconds it is stopped by force, and cleans up. */
const GRACE_MS = 4000

/** Who leaves in a hurry waits no longer than this for anything: a disk that hangs, a reader that does not read. */
const HURRY_MS = 300

export const hurry = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, HURRY_MS))

export interface Ways {
  /** Told once, before anything is stopped. */
  readonly say: (reason: StopReason) => void
  /** Records the end of what has not ended. */
  readonly giveUp: () => void
}

export type StopReason = 'signal' | 'timeout'

export interface Leave {
  readonly exit: number
  /** The run that is left behind; whoever looks next records it as interrupted. */
  readonly run: string | null
}

interface Running {
  /** Null for several. */
  readonly run: string | null
  readonly stop: () => void
}

export class Interruption {
  /** Resolves when the process is to end now, whatever is still going on. */
  readonly left: Promise<Leave>
  /** Why the run was asked to end, if it was. */
  private why: StopReason | null = null
  private readonly ways: Ways
  private running: Running | null = null
  private undo: () => Promise<void> = async () => {}
  private settle: (leave: Leave) => void = () => {}

  constructor(ways: Ways) {
    this.ways = ways
    this.left = new Promise((resolve) => {
      this.settle = resolve
    })
  }

  get reason(): StopReason | null {
    return this.why
  }

  /** `ignored`: those that whoever started the command wants no notice taken of, as `nohup` does. */
  listen(ignored: readonly string[]): void {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
    for (const signal of signals) {
      // Without anybody who listens, Node's own answer would be to end.
      process.on(signal, () => ignored.includes(signal) || this.signal())
    }
  }

  limit(seconds: number): void {
    // The timer alone must not keep a finished process alive.
    setTimeout(() => this.expire(), seconds * 1000).unref()
  }

  /** Until this is called there is nothing to ask, and the first stop leaves. */
  whenStopped(run: string | null, stop: () => void): void {
    this.running = { run, stop }
  }

  /** What has to be taken back when the process leaves in the middle. */
  whenLeft(undo: () => Promise<void>): void {
    this.undo = undo
  }

  private signal(): void {
    if (this.why !== null || this.running === null) {
      this.leave(exitCodes.cancelled)
      return
    }
    this.why = 'signal'
    this.ways.say('signal')
    this.running.stop()
  }

  private expire(): void {
    if (this.why !== null) return
    this.why = 'timeout'
    if (this.running === null) {
      this.leave(exitCodes.timeout)
      return
    }
    this.ways.say('timeout')
    this.running.stop()
    setTimeout(this.ways.giveUp, GRACE_MS).unref()
  }

  private leave(exit: number): void {
    const run = this.running?.run ?? null
    const undone = this.undo().catch(() => {})
    void Promise.race([undone, hurry()]).then(() => this.settle({ exit, run }))
  }
}
