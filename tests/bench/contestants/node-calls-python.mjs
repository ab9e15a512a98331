// @ts-check
/** node-calls-python: arrays cross as `bytes` in both directions, the quickest way that it has. */
import { createRequire } from 'node:module'

/** @returns {Promise<import('./session.mjs').Session>} */
export async function open() {
  const { interpreter } = createRequire(import.meta.url)('node-calls-python')
  const work = await interpreter.import('bench_work')
  return {
    call: (name, ...numbers) => interpreter.call(work, name, ...numbers),
    total: (values) => interpreter.call(work, 'total_of_buffer', values),
    async fetch(count) {
      // An ndarray itself becomes an Array of Numbers, a hundred times slower.
      const bytes = await interpreter.call(work, 'ones_as_bytes', count)
      return new Float64Array(bytes.buffer ?? bytes, 0, count)
    },
  }
}
