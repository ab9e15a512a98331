// @ts-check
/** Two calls of NumPy at the same time beside one: 2 is two whole cores. */
import { median } from '../row.mjs'

/** @type {import('../embedding.mjs').Measurement} */
export const twoCores = {
  name: 'two-cores',
  async measure(session) {
    /** @param {number} calls @param {number} count */
    const time = async (calls, count) => {
      const started = performance.now()
      await Promise.all(Array.from({ length: calls }, () => session.call('matmuls', count)))
      return performance.now() - started
    }
    await time(2, 1)
    // As many as take about 200 ms, whatever the machine.
    const count = Math.max(1, Math.round((200 / (await time(1, 10))) * 10))
    const scaling = []
    for (let i = 0; i < 3; i++) {
      const one = await time(1, count)
      scaling.push((2 * one) / (await time(2, count)))
    }
    return { scaling: median(scaling) }
  },
  judged: [
    {
      row: 'two NumPy calls on two cores beside one',
      unit: '×',
      value: 'scaling',
      better: 'higher',
      against: null,
      target: 1.93,
    },
  ],
}
