/** Time limits, by the clock that nobody can set. */

/** Node's timers hold no more milliseconds than this, about 24 days, and take more for none at all. */
const LONGEST_MS = 2 ** 31 - 1

/** Calls back once after so many seconds; the returned function calls it off. */
export function afterSeconds(seconds: number, call: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  const wait = (rest: number): void => {
    const part = Math.min(rest, LONGEST_MS)
    timer = setTimeout(() => (rest > part ? wait(rest - part) : call()), part)
  }
  wait(seconds * 1000)
  return () => clearTimeout(timer)
}

/** Waits for it, but not for more milliseconds than that. */
export function within(limit: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limit)
    void work.finally(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
