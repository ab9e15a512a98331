/** The steps by which a run is made to end, each harder than the one before and told to whoever looks. */
import type { StopStage } from '../../../contract/run'
import { GRACE_MS } from '../insist'

/** From the exception to the signal that asks a program to end, and from that to the one it cannot refuse. */
export const TERMINATE_MS = 3000
export const KILL_MS = 2000

export interface Steps {
  /** The flag that the job may look at. */
  readonly ask: () => void
  /** The exception, where Python code runs; `interrupted()` is to be called once it has been raised. */
  readonly interrupt: () => void
  readonly terminate: () => void
  readonly kill: () => void
  readonly tell: (stage: StopStage) => void
}

export class Ladder {
  private timer: NodeJS.Timeout | null = null
  private begun = false

  constructor(private readonly steps: Steps) {}

  /** Once for good. */
  begin(): void {
    if (this.begun) return
    this.begun = true
    const { steps } = this
    steps.tell('asked')
    steps.ask()
    this.after(GRACE_MS, () => {
      steps.interrupt()
      this.after(TERMINATE_MS, () => {
        steps.tell('terminated')
        steps.terminate()
        this.after(KILL_MS, () => {
          steps.tell('killed')
          steps.kill()
        })
      })
    })
  }

  /** The run has ended: nothing more is done to it. */
  end(): void {
    this.begun = true
    if (this.timer !== null) clearTimeout(this.timer)
  }

  private after(milliseconds: number, step: () => void): void {
    this.timer = setTimeout(step, milliseconds)
  }
}
