// @ts-check
/** The reference addon of `floor/`: no Python, only what every contestant must do at least. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { NotOffered } from './session.mjs'

/**
 * @param {import('./session.mjs').Place} place
 * @returns {Promise<import('./session.mjs').Session>}
 */
export async function open({ root, threads }) {
  const floor = createRequire(import.meta.url)(
    join(root, 'tests/bench/node_modules/.floor/Release/floor.node'),
  )
  floor.start(threads)
  /** @type {Record<string, (...numbers: number[]) => Promise<unknown>>} */
  const calls = {
    noop: () => floor.noop(),
    matmul: (seconds) => floor.spin(seconds),
    spin: (seconds) => floor.spin(seconds),
    hold: (seconds) => floor.spin(seconds),
    forever: () => floor.spin(1e6),
    // About as long as one product of matrices there.
    matmuls: (count = 1) => floor.work(count * 5_000_000),
  }
  return {
    async call(name, ...numbers) {
      const call = calls[name]
      if (!call) throw new NotOffered('no Python')
      return call(...numbers)
    },
    async fetch(count) {
      const fresh = new Float64Array(count)
      await floor.copy(fresh.buffer)
      return fresh
    },
    fetchInto: (out) => floor.copy(out.buffer),
  }
}
