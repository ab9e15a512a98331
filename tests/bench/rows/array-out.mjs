// @ts-check
/** An ndarray of 100 MB that comes to JavaScript: into fresh memory, and into memory that is there. */
import { offered } from '../contestants/session.mjs'
import { longestDelay } from '../delay.mjs'
import { median } from '../row.mjs'

const COUNT = 12_500_000
const GIGABYTES = (COUNT * 8) / 1e9

/** @param {() => Promise<ArrayLike<number>>} take */
async function repeated(take, times = 7) {
  const rates = []
  const held = []
  for (let i = -1; i < times; i++) {
    let took = 0
    const delay = await longestDelay(async () => {
      const started = performance.now()
      const array = await take()
      took = (performance.now() - started) / 1000
      if (array.length !== COUNT || array[0] !== 1 || array[COUNT - 1] !== 1)
        throw new Error('the array that came back is not the one that was sent')
    })
    if (i < 0) continue
    rates.push(GIGABYTES / took)
    held.push(delay)
  }
  return { rate: median(rates), held: median(held) }
}

/** @type {import('../embedding.mjs').Measurement} */
export const arrayOut = {
  name: '100-mb-out',
  async measure(session) {
    const fetch = offered(session, 'fetch')
    return repeated(async () => /** @type {Float64Array} */ (await fetch(COUNT)))
  },
  judged: [
    {
      row: '100 MB ndarray → fresh TypedArray',
      unit: 'GB/s',
      value: 'rate',
      better: 'higher',
      against: 'best peer',
      target: 1.3,
    },
    {
      row: '100 MB out: JavaScript held',
      unit: 'ms',
      value: 'held',
      better: 'lower',
      against: null,
      target: 12,
    },
  ],
}

/** @type {import('../embedding.mjs').Measurement} */
export const arrayOutReused = {
  name: '100-mb-out-reused',
  async measure(session) {
    const fetchInto = offered(session, 'fetchInto')
    const out = new Float64Array(COUNT)
    return repeated(async () => {
      out[0] = out[COUNT - 1] = 0
      await fetchInto(out)
      return out
    })
  },
  judged: [
    {
      row: '100 MB ndarray → reused buffer',
      unit: 'GB/s',
      value: 'rate',
      better: 'higher',
      against: 'memcpy',
      target: 0.8,
    },
  ],
}
