/** First come, first served: so many at once, the others wait in order. */

interface Waiting {
  readonly id: string
  readonly begin: () => Promise<void>
}

export class Slots {
  private readonly size: number
  private busy = 0
  private waiting: readonly Waiting[] = []

  constructor(size: number) {
    this.size = size
  }

  /** `begin` is called now or when its turn comes; its promise, which must not reject, frees the place again. */
  add(id: string, begin: () => Promise<void>): void {
    this.waiting = [...this.waiting, { id, begin }]
    this.next()
  }

  /** Takes one out of the line; false when it is not waiting. */
  withdraw(id: string): boolean {
    const rest = this.waiting.filter((one) => one.id !== id)
    const found = rest.length < this.waiting.length
    this.waiting = rest
    return found
  }

  private next(): void {
    const [first, ...rest] = this.waiting
    if (first === undefined || this.busy >= this.size) return
    this.waiting = rest
    this.busy += 1
    first.begin().finally(() => {
      this.busy -= 1
      this.next()
    })
  }
}
