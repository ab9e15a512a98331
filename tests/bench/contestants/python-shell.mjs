// @ts-check
/** python-shell in its binary mode, which leaves the bytes of both streams to the app. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { overFrames, pythonOf } from './frames.mjs'

/**
 * @param {import('./session.mjs').Place} place
 * @returns {Promise<import('./session.mjs').Session>}
 */
export async function open({ root, home }) {
  const { PythonShell } = createRequire(import.meta.url)('python-shell')
  const shell = new PythonShell('bench_serve.py', {
    mode: 'binary',
    pythonPath: pythonOf(home),
    scriptPath: join(root, 'tests/bench/python'),
    args: ['0', '1'],
  })
  return overFrames({ source: shell.stdout, write: (frame) => shell.send(frame) })
}
