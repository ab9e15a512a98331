// @ts-check
/** A plain Python child process, which any app can have in a page of code: frames over one pipe in both directions. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { overFrames, pythonOf } from './frames.mjs'

/**
 * @param {import('./session.mjs').Place} place
 * @returns {Promise<import('./session.mjs').Session>}
 */
export async function open({ root, home }) {
  const python = pythonOf(home)
  const script = join(root, 'tests/bench/python/bench_serve.py')
  const child = spawn(python, [script, '3', '3'], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] })
  const pipe = /** @type {import('node:net').Socket} */ (child.stdio[3])
  let corked = false
  return overFrames({
    source: pipe,
    // What one turn of the event loop sends goes out in one system call.
    write(frame) {
      if (!corked) {
        corked = true
        pipe.cork()
        process.nextTick(() => {
          corked = false
          pipe.uncork()
        })
      }
      pipe.write(frame)
    },
  })
}
