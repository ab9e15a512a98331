// @ts-check
/** A small file read by Node while four calls run: whoever sits in libuv's pool is in its way. */
import { readFile } from 'node:fs/promises'
import { pause } from '../delay.mjs'

/** @type {import('../embedding.mjs').Measurement} */
export const fileRead = {
  name: 'file-read',
  async measure(session) {
    await session.call('matmul', 0.01)
    for (let i = 0; i < 4; i++) session.call('matmul', 1).catch(() => {})
    await pause(100)
    const started = performance.now()
    await readFile(new URL('../package.json', import.meta.url))
    return { milliseconds: performance.now() - started }
  },
  judged: [
    {
      row: 'fs.readFile behind 4 running calls',
      unit: 'ms',
      value: 'milliseconds',
      better: 'lower',
      against: null,
      target: 20,
    },
  ],
}
