/**
 * Calls that have been told to end by all means there are in this process, and go on. Nothing can end a thread: what is
 * given back is the place of the run, while the call keeps its thread until it comes to its end or Gilder does.
 */
export class Stuck {
  private readonly calls = new Set<Promise<unknown>>()

  /** So many threads stay for everybody else, however many calls do not end. */
  constructor(private readonly most: number) {}

  get count(): number {
    return this.calls.size
  }

  /** False when no further thread can be spared: the run then goes on, and keeps its place. */
  add(call: Promise<unknown>): boolean {
    if (this.calls.size >= this.most) return false
    this.calls.add(call)
    const over = (): void => {
      this.calls.delete(call)
    }
    call.then(over, over)
    return true
  }
}
