/** What is asked for many times is done at once, and then at most once in a while. */

const PAUSE_MS = 200

export class Soon {
  private timer: ReturnType<typeof setTimeout> | null = null
  private asked = false
  private ended = false

  constructor(private readonly act: () => Promise<unknown>) {}

  ask(): void {
    this.asked = true
    if (this.timer === null && !this.ended) this.go()
  }

  /** What is still asked for is left to whoever ends it. */
  end(): void {
    this.ended = true
    if (this.timer !== null) clearTimeout(this.timer)
  }

  private go(): void {
    this.asked = false
    // It is only for those who look meanwhile: the end of the run tells it again.
    this.act().catch(() => {})
    this.timer = setTimeout(() => {
      this.timer = null
      if (this.asked && !this.ended) this.go()
    }, PAUSE_MS)
  }
}
