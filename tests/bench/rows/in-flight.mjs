// @ts-check
/** Calls that do nothing with 32 of them always under way: what batching gives. */

const IN_FLIGHT = 32

/**
 * @param {import('../contestants/session.mjs').Session} session
 * @param {number} seconds
 */
async function callsASecond(session, seconds) {
  let done = 0
  const started = performance.now()
  const until = started + seconds * 1000
  const lane = async () => {
    while (performance.now() < until) {
      await session.call('noop')
      done++
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
  return (done * 1000) / (performance.now() - started)
}

const row = `calls/s, ${IN_FLIGHT} in flight`

/** @type {import('../embedding.mjs').Measurement} */
export const inFlight = {
  name: 'in-flight',
  async measure(session) {
    await callsASecond(session, 0.2)
    return { rate: await callsASecond(session, 1) }
  },
  judged: [
    {
      row: `${row}, beside those in the process`,
      unit: 'calls/s',
      value: 'rate',
      better: 'higher',
      against: 'best in-process peer',
      target: 4.5,
    },
    {
      row: `${row}, beside all`,
      unit: 'calls/s',
      value: 'rate',
      better: 'higher',
      against: 'best peer',
      target: 2,
    },
  ],
}
