// @ts-check
/** Starts the process of one measurement, waits for its answer, and leaves nothing of it behind. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** @typedef {{ values: Record<string, number>, endedAt: number } | { missing: string }} Outcome */

/** @type {Set<() => void>} */
const sweeps = new Set()
process.once('exit', () => {
  for (const sweep of sweeps) sweep()
})

const now = () => performance.timeOrigin + performance.now()

/**
 * @param {object} what
 * @param {string} what.command Node, or Electron that is told to be Node
 * @param {NodeJS.ProcessEnv} what.env
 * @param {object} what.order what `measure.mjs` reads
 * @param {boolean} what.ends whether to wait for the process itself
 * @param {number} what.patience in milliseconds, for the answer
 * @param {number} what.patienceToEnd in milliseconds, from the answer to the end
 * @returns {Promise<Outcome>}
 */
export async function measureOnce({ command, env, order, ends, patience, patienceToEnd }) {
  const spawnedAt = now()
  const child = spawn(
    command,
    [join(import.meta.dirname, 'measure.mjs'), JSON.stringify({ ...order, spawnedAt })],
    // A group of its own: a Python that outlives its parent goes with it.
    { env, stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  )
  const sweep = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // All of it has ended.
    }
  }
  sweeps.add(sweep)
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    complaint = (complaint + text).slice(-2000)
  })
  const answered = firstLine(/** @type {import('node:stream').Readable} */ (child.stdio[3]))
  /** @type {Promise<{ endedAt: number, how: string }>} */
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve({ endedAt: now(), how: error.message }))
    child.once('exit', (code, signal) => resolve({ endedAt: now(), how: `ended with ${signal ?? code}` }))
  })
  try {
    const line = await within(patience, answered)
    if (line === 'late') return { missing: `no answer within ${patience / 1000} s` }
    if (line === '') {
      const { how } = await ended
      return { missing: `${how}: ${complaint.trim().split('\n').at(-1) || 'it said nothing'}` }
    }
    const answer = JSON.parse(line)
    if (answer.missing !== undefined) return { missing: answer.missing }
    if (!ends) return { values: answer.values, endedAt: 0 }
    const end = await within(patienceToEnd, ended)
    if (end === 'late') return { missing: `never: killed after ${patienceToEnd / 1000} s` }
    return { values: answer.values, endedAt: end.endedAt }
  } finally {
    sweep()
    sweeps.delete(sweep)
    await ended
  }
}

/**
 * @template T
 * @param {number} milliseconds
 * @param {Promise<T>} promise
 * @returns {Promise<T | 'late'>}
 */
function within(milliseconds, promise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('late'), milliseconds)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/**
 * @param {import('node:stream').Readable} stream
 * @returns {Promise<string>} empty when the stream ends without one
 */
function firstLine(stream) {
  return new Promise((resolve) => {
    let text = ''
    stream.setEncoding('utf8').on('data', (piece) => {
      text += piece
      const end = text.indexOf('\n')
      if (end >= 0) resolve(text.slice(0, end))
    })
    stream.once('close', () => resolve(''))
    stream.once('error', () => resolve(''))
  })
}
