// @ts-check
/** A Float64Array handed to NumPy and summed there, beside `a.sum()` by itself on the same memory. */
import { offered } from '../contestants/session.mjs'
import { longestDelay } from '../delay.mjs'
import { median } from '../row.mjs'

/**
 * @param {{ name: string, size: string, count: number, times: number, fewer?: boolean }} what
 * @returns {import('../embedding.mjs').Measurement}
 */
const arrayIn = ({ name, size, count, times, fewer = false }) => ({
  name,
  ...(fewer ? { rounds: 'fewer' } : {}),
  async measure(session) {
    const total = offered(session, 'total')
    const values = new Float64Array(count).fill(1)
    const seconds = []
    const held = []
    const alone = []
    for (let i = -1; i < times; i++) {
      let took = 0
      const delay = await longestDelay(async () => {
        const started = performance.now()
        const sum = await total(values)
        took = (performance.now() - started) / 1000
        if (sum !== count) throw new Error(`the sum was ${sum}, not ${count}`)
      })
      const itself = await session.secondsOfSum?.(values)
      if (i < 0) continue
      seconds.push(took)
      held.push(delay)
      if (itself !== undefined) alone.push(itself)
    }
    return {
      milliseconds: median(seconds) * 1000,
      held: median(held),
      ...(alone.length > 0 ? { alone: median(alone) * 1000 } : {}),
    }
  },
  judged: [
    {
      row: `${size} Float64Array → NumPy → sum`,
      unit: 'ms',
      value: 'milliseconds',
      better: 'lower',
      against: 'a.sum() alone',
      floor: 'alone',
      target: 1.05,
    },
    {
      row: `${size} in: JavaScript held`,
      unit: 'ms',
      value: 'held',
      better: 'lower',
      against: null,
      target: 3,
    },
  ],
})

export const hundredMegabytesIn = arrayIn({
  name: '100-mb-in',
  size: '100 MB',
  count: 12_500_000,
  times: 9,
})
export const gigabyteIn = arrayIn({
  name: '1-gb-in',
  size: '1 GB',
  count: 125_000_000,
  times: 3,
  fewer: true,
})
