// @ts-check
/** The worst delay of the event loop while Python is busy for two seconds and small calls go on beside it. */
import { longestDelay } from '../delay.mjs'

const SECONDS = 2
/** A window asks for something small about so often. */
const EVERY = 20

/**
 * @param {string} work
 * @param {string} title
 * @returns {import('../embedding.mjs').Measurement}
 */
const loopDelay = (work, title) => ({
  name: `loop-delay-${work}`,
  rounds: 'fewer',
  async measure(session) {
    await session.call('noop')
    await session.call(work, 0.1)
    const delay = await longestDelay(async () => {
      const calls = [session.call(work, SECONDS)]
      const timer = setInterval(() => calls.push(session.call('noop')), EVERY)
      await calls[0]
      clearInterval(timer)
      await Promise.all(calls)
    })
    return { delay }
  },
  judged: [
    {
      row: `worst loop delay, ${title} ${SECONDS} s, no-ops going on`,
      unit: 'ms',
      value: 'delay',
      better: 'lower',
      against: null,
      target: 8,
    },
  ],
})

export const delayInMatmul = loopDelay('matmul', 'matmul')
export const delayInLoop = loopDelay('spin', 'Python loop')
export const delayInHeldGil = loopDelay('hold', 'C call holding the GIL')
