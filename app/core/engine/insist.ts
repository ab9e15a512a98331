/** Ends a call that has been asked to end and did not listen, so that a loop which never looks can be stopped. */
import type { Addon, Call } from './addon'
import { host } from './names'

/**
 * A job that reports or asks hears of it within a step of its loop, and then puts away what it has open: long enough
 * for that, and not too long for somebody who waits.
 */
export const GRACE_MS = 2000

/** Between two looks at a job in the middle of an import. */
export const RETRY_MS = 250

/** Once only: a second interruption would hit the job's clean-up. The returned function calls it off. */
export function insist(addon: Addon, call: Call, told: () => void = () => {}): () => void {
  let over = false
  const look = async (): Promise<void> => {
    const answer = await addon.call(host.mayBeInterrupted, [call.id]).result.catch(() => true)
    if (over) return
    if (answer === false) timer = setTimeout(look, RETRY_MS)
    else {
      call.interrupt()
      told()
    }
  }
  let timer = setTimeout(look, GRACE_MS)
  return () => {
    over = true
    clearTimeout(timer)
  }
}
