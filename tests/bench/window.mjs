// @ts-check
/** Process start → first contentful paint of the window, Gilder beside a bare Electron window. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare } from './row.mjs'

/** The page tells its own first paint on the system's clock, so the app needs no hook for this. */
const FIRST_PAINT = `(() => {
  const entry = performance.getEntriesByName('first-contentful-paint')[0]
  return entry === undefined ? null : performance.timeOrigin + entry.startTime
})()`

/**
 * @param {string} port
 * @param {string} expression
 */
async function evaluate(port, expression) {
  const pages = /** @type {readonly { type: string, webSocketDebuggerUrl: string }[]} */ (
    await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()
  )
  const page = pages.find(({ type }) => type === 'page')
  if (page === undefined) return null
  const socket = new WebSocket(page.webSocketDebuggerUrl)
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } }))
  const reply = await new Promise((resolve) =>
    socket.addEventListener('message', (event) => resolve(JSON.parse(String(event.data))), { once: true }),
  )
  socket.close()
  return reply.result?.result?.value ?? null
}

/**
 * @param {string} electron
 * @param {readonly string[]} args
 */
async function firstPaint(electron, args) {
  const folder = mkdtempSync(join(tmpdir(), 'gilder-bench-'))
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const started = performance.timeOrigin + performance.now()
  const child = spawn(
    electron,
    [...args, ...sandbox, '--remote-debugging-port=0', `--user-data-dir=${folder}`],
    {
      env: { ...process.env, GILDER_DATA: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  try {
    const port = await new Promise((resolve, reject) => {
      let text = ''
      child.stderr.on('data', (chunk) => {
        text += chunk
        const match = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(text)
        if (match !== null) resolve(match[1])
      })
      child.on('exit', () => reject(new Error(`the window did not open:\n${text}`)))
    })
    for (let tries = 0; tries < 200; tries++) {
      const painted = await evaluate(port, FIRST_PAINT).catch(() => null)
      if (painted !== null) return painted - started
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('nothing was painted within ten seconds')
  } finally {
    child.kill('SIGKILL')
    await new Promise((resolve) =>
      child.exitCode === null && child.signalCode === null ? child.on('exit', resolve) : resolve(null),
    )
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** @param {{ electron: string, root: string, rounds: number }} at */
export const windowStart = ({ electron, root, rounds }) =>
  compare({
    row: 'process start to first contentful paint',
    unit: 'ms',
    peer: 'bare Electron window',
    target: 1.5,
    rounds,
    gilder: () => firstPaint(electron, [root]),
    other: () => firstPaint(electron, [join(root, 'tests/bench/bare-window')]),
  })
