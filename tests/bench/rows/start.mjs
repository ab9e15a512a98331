// @ts-check
/** From the start of the process to the first result of NumPy. */

/** @type {import('../embedding.mjs').Measurement} */
export const start = {
  name: 'start',
  async measure(session, { spawnedAt }) {
    const result = await session.call('first')
    if (result !== 499_500) throw new Error(`the first result was ${result}`)
    return { seconds: (performance.timeOrigin + performance.now() - spawnedAt) / 1000 }
  },
  judged: [
    {
      row: 'process start → first NumPy result',
      unit: 's',
      value: 'seconds',
      better: 'lower',
      against: 'best in-process peer',
      target: 0.7,
    },
  ],
}
