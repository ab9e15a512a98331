/** The operating system's side of a worker: started with pipes of its own, in a group of its own, and how it ended. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import type { ProcessRef } from '../../../contract/run'
import { startTime } from '../../store/owner'
import { OutputLines } from './output-lines'

export interface Start {
  readonly program: string
  readonly arguments: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** How a process ended; both are null of one that could not be started. */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Why there was none to start. */
  readonly why: string | null
}

/** A worker's process, wherever it comes from. */
export interface Process {
  readonly ref: ProcessRef | null
  readonly orders: Writable
  readonly answers: Readable
  readonly stdout: OutputLines
  readonly stderr: OutputLines
  /** It is gone; its pipes may still hold something. */
  readonly exited: Promise<Exit>
  /** Everything it has written has been read, as far as that can be waited for. */
  emptied(): Promise<void>
  kill(signal: NodeJS.Signals): void
}

/** What was written before the end is read after it; a child that holds a pipe open is not waited for. */
export const LAST_WORDS_MS = 300

export class WorkerProcess implements Process {
  readonly ref: ProcessRef | null
  readonly orders: Writable
  readonly answers: Readable
  readonly stdout: OutputLines
  readonly stderr: OutputLines
  readonly exited: Promise<Exit>
  private readonly child: ChildProcess
  private readonly closed: Promise<void>

  constructor({ program, arguments: args, env }: Start) {
    const child = spawn(program, args, {
      env,
      // A group and session of its own: Ctrl+C in a terminal is for Gilder, which then decides.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    })
    this.child = child
    this.ref = child.pid === undefined ? null : { pid: child.pid, started: startTime(child.pid) ?? 0 }
    const [, stdout, stderr, orders, answers] = child.stdio
    this.stdout = new OutputLines(stdout as Readable, 'stdout')
    this.stderr = new OutputLines(stderr as Readable, 'stderr')
    this.orders = orders as Writable
    this.answers = answers as Readable
    this.exited = new Promise((resolve) => {
      child.on('error', (error) => resolve({ code: null, signal: null, why: error.message }))
      child.on('exit', (code, signal) => resolve({ code, signal, why: null }))
    })
    this.closed = new Promise((resolve) => {
      child.on('close', () => resolve())
      child.on('error', () => resolve())
    })
  }

  async emptied(): Promise<void> {
    await within(LAST_WORDS_MS, this.closed)
    this.stdout.end()
    this.stderr.end()
    for (const stream of this.child.stdio) stream?.destroy()
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal)
  }
}

/** Waits for it, but not longer than that. */
export async function within(milliseconds: number, what: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([what, late])
  clearTimeout(timer)
}
