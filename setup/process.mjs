// @ts-check
/** Runs a program with its output in a log file and its last line on the screen. */
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'

/**
 * @typedef {object} ExecOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [log] file that the output is added to
 * @property {(line: string) => void} [onLine] called with every line of stdout and stderr
 * @property {boolean} [shell]
 * @property {number} [timeout] milliseconds
 */

/** @typedef {{ readonly code: number, readonly output: string, readonly stdout: string }} Finished */

export class Interrupted extends Error {}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
let stopping = false

/**
 * Never rejects for an exit code: what a code means is the caller's to say. A program that cannot be started has code 127.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {ExecOptions} [options]
 * @returns {Promise<Finished>}
 */
export async function exec(command, args, options = {}) {
  if (stopping) throw new Interrupted()
  const log = options.log ? createWriteStream(options.log, { flags: 'a' }) : undefined
  log?.write(`$ ${[command, ...args].join(' ')}\n`)
  /** @type {string[]} */
  const lines = []
  let stdout = ''
  const code = await new Promise((resolve) => {
    // A group of its own, so that stopping it takes what it started along.
    const child = spawn(command, [...args], {
      ...(options.cwd ? { cwd: options.cwd } : {}),
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    running.add(child)
    const timer = options.timeout ? setTimeout(() => kill(child, 'SIGKILL'), options.timeout) : undefined
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text
    })
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
        lines.push(line)
        log?.write(`${line}\n`)
        options.onLine?.(line)
      })
    }
    /** @param {number} exit */
    const done = (exit) => {
      clearTimeout(timer)
      running.delete(child)
      resolve(exit)
    }
    child.once('error', (error) => {
      lines.push(error.message)
      log?.write(`${error.message}\n`)
      done(127)
    })
    child.once('close', (exit, signal) => done(exit ?? (signal ? 128 : 1)))
  })
  await new Promise((resolve) => (log ? log.end(resolve) : resolve(undefined)))
  if (stopping) throw new Interrupted()
  return { code, stdout, output: lines.join('\n') }
}

/** Ends everything that is running: politely, then after ten seconds, or when asked again, not. */
export function stopAll() {
  const patience = stopping ? 0 : 10_000
  stopping = true
  for (const child of running) kill(child, 'SIGTERM')
  setTimeout(() => {
    for (const child of running) kill(child, 'SIGKILL')
  }, patience).unref()
}

/** For work that runs no program: throws once somebody has asked to stop. */
export function goOn() {
  if (stopping) throw new Interrupted()
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function kill(child, signal) {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // It has ended in the meantime.
  }
}
