// @ts-check
/** Gilder's addon as the app uses it; GILDER_ADDON names another build than that of this checkout. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { NotOffered } from './session.mjs'

/**
 * @param {import('./session.mjs').Place} place
 * @returns {Promise<import('./session.mjs').Session>}
 */
export async function open({ root, home, threads }) {
  const file = resolve(process.env.GILDER_ADDON ?? join(root, 'native/build/Release/gilder.node'))
  const { libpython, executable, searchPaths } = JSON.parse(readFileSync(join(home, 'runtime.json'), 'utf8'))
  const addon = createRequire(import.meta.url)(file)
  await addon.start({
    libpython: join(home, libpython),
    home,
    executable: join(home, executable),
    searchPaths: [
      ...searchPaths.map((/** @type {string} */ path) => join(home, path)),
      join(root, 'tests/bench/python'),
    ],
    threads,
  })
  return {
    call: (name, ...numbers) => addon.call(`bench_work:${name}`, numbers).result,
    total: (values) => addon.call('bench_work:total', [values]).result,
    secondsOfSum: (values) => addon.call('bench_work:seconds_of_sum', [values]).result,
    fetch: async (count) => (await addon.call('bench_work:ones', [count]).result).data,
    async fetchInto(out) {
      const result = await addon.call('bench_work:ones', [out.length], { out }).result
      // An addon without the option takes no notice of it, and makes an array of its own.
      if ((result.data ?? result).buffer !== out.buffer) throw new NotOffered('no option `out` yet')
    },
    interruptible(name) {
      const call = addon.call(`bench_work:${name}`, [])
      if (typeof call.interrupt !== 'function') throw new NotOffered('no `interrupt()` yet')
      return { settled: call.result, interrupt: () => call.interrupt() }
    },
  }
}
