// @ts-check
/** A call that does nothing, one after another: what a call costs. */
import { median } from '../row.mjs'

/** @type {import('../embedding.mjs').Measurement} */
export const noOp = {
  name: 'no-op',
  async measure(session) {
    for (let i = 0; i < 500; i++) await session.call('noop')
    const times = []
    const until = performance.now() + 1000
    for (let started = performance.now(); started < until; ) {
      await session.call('noop')
      const ended = performance.now()
      times.push((ended - started) * 1000)
      started = ended
    }
    return { median: median(times) }
  },
  judged: [
    {
      row: 'async no-op round trip, one at a time, median',
      unit: 'µs',
      value: 'median',
      better: 'lower',
      against: 'best in-process peer',
      target: 0.7,
    },
  ],
}
