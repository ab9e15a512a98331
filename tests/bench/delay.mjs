// @ts-check
/** How late the event loop is: a timer of 1 ms and the clock, since a histogram alone hides a single long stop. */

const PERIOD = 1

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * The longest time that JavaScript was kept from running while the work went on, in milliseconds.
 * @param {() => Promise<unknown>} work
 */
export async function longestDelay(work) {
  let longest = 0
  let last = performance.now()
  const look = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last - PERIOD)
    last = now
  }
  const timer = setInterval(look, PERIOD)
  // The first timer of a process may come late by itself.
  await pause(5)
  longest = 0
  try {
    await work()
    // A stop at the very end shows at the next tick only.
    await pause(3)
  } finally {
    clearInterval(timer)
  }
  return longest
}
