// @ts-check
/** pymport: a Buffer crosses as a `memoryview` of its memory, an array comes back as a Buffer. */
import { createRequire } from 'node:module'

/** @typedef {{ callAsync: (...args: unknown[]) => Promise<{ toJS: () => unknown }> }} Callable */

/** @returns {Promise<import('./session.mjs').Session>} */
export async function open() {
  const { pymport, PyObject } = createRequire(import.meta.url)('pymport')
  const work = pymport('bench_work')
  /** @type {Map<string, Callable>} */
  const found = new Map()
  /**
   * Looked up once, as an app would.
   * @param {string} name
   * @returns {Callable}
   */
  function named(name) {
    const callable = found.get(name) ?? work.get(name)
    found.set(name, callable)
    return callable
  }
  /** @param {Float64Array} values */
  const lent = (values) =>
    PyObject.memoryview(Buffer.from(values.buffer, values.byteOffset, values.byteLength))
  return {
    call: async (name, ...numbers) => (await named(name).callAsync(...numbers)).toJS(),
    total: async (values) => Number((await named('total_of_buffer').callAsync(lent(values))).toJS()),
    async fetch(count) {
      const buffer = /** @type {Buffer} */ ((await named('ones').callAsync(count)).toJS())
      return new Float64Array(buffer.buffer, buffer.byteOffset, count)
    },
    // No option of its own, but what an app can do with memory that it lends.
    async fetchInto(out) {
      await named('copy_ones').callAsync(lent(out))
    },
  }
}
