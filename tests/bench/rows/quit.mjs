// @ts-check
/** From `process.exit()` to the end of the process while a call loops for ever. */
import { pause } from '../delay.mjs'

/** @type {import('../embedding.mjs').Measurement} */
export const quit = {
  name: 'quit',
  ends: true,
  async measure(session) {
    await session.call('noop')
    session.call('forever').catch(() => {})
    await pause(300)
    return { quitAt: performance.timeOrigin + performance.now() }
  },
  finish: ({ quitAt = Number.NaN }, endedAt) => ({ seconds: (endedAt - quitAt) / 1000 }),
  judged: [
    {
      row: 'quit while a call loops for ever',
      unit: 's',
      value: 'seconds',
      better: 'lower',
      against: null,
      target: 1,
    },
  ],
}
