/**
 * Linux: a warm Python of which each worker is a copy (`gilder/worker/zygote.py`), since a start costs some tenths of a
 * second of a core and a copy a hundredth. Its end is no end of the copies; how those end is then only seen, not told.
 */
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { ProcessRef } from '../../../contract/run'
import { startTime } from '../../store/owner'
import { Door, type Expected } from './door'
import { howItEnded } from './ending'
import { ForkedProcess } from './forked'
import { look } from './proc'
import { type Exit, type Start, WorkerProcess } from './process'

const Message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), pid: z.number().int() }),
  z.object({ type: z.literal('forked'), token: z.string(), pid: z.number().int() }),
  /** Why there is no copy: a fresh process is started instead. */
  z.object({ type: z.literal('refused'), token: z.string(), why: z.string() }),
  z.object({
    type: z.literal('exited'),
    pid: z.number().int(),
    code: z.number().int().nullable(),
    signal: z.custom<NodeJS.Signals>((name) => typeof name === 'string').nullable(),
  }),
])

/** A copy takes milliseconds; in the middle of an import it waits for the rest of that. */
const FORK_LIMIT_MS = 15_000
const LATE = `it has made no copy within ${FORK_LIMIT_MS / 1000} seconds`

/** Between two looks at a copy whose end nobody can tell any more. */
const LOOK_MS = 50

/** A worker ends a moment before its zygote tells. */
const TELL_MS = 1000

interface Fork {
  readonly ref: ProcessRef
  readonly exited: Promise<Exit>
}

const unknown: Exit = {
  code: null,
  signal: null,
  why: 'how it ended is not known, because the process that could tell had been ended before',
}

export class Zygote {
  /** False if it ended before it could make copies. */
  readonly ready: Promise<boolean>
  private readonly exits = new Map<number, (exit: Exit) => void>()
  private readonly forks = new Map<string, (fork: Fork | string) => void>()
  private lives = true
  /** Why it makes no copies any more. */
  refusal: string | null = null

  private constructor(
    readonly process: WorkerProcess,
    private readonly door: Door,
  ) {
    let settle: (ready: boolean) => void = () => {}
    this.ready = new Promise((resolve) => {
      settle = resolve
    })
    process.orders.on('error', () => {})
    process.answers.on('error', () => {})
    createInterface(process.answers).on('line', (line) => {
      const message = Message.parse(JSON.parse(line))
      if (message.type === 'ready') void door.hide().then(() => settle(true))
      else this.hear(message)
    })
    void process.exited.then(async () => {
      // What it said of its copies comes first.
      await process.emptied()
      this.lives = false
      this.refusal ??= 'it has ended'
      settle(false)
      door.close()
      for (const told of this.forks.values()) told('it has ended')
      for (const pid of this.exits.keys()) this.watch(pid)
    })
    this.send({ type: 'door', path: door.path })
  }

  static async start(start: Start): Promise<Zygote> {
    const door = await Door.open()
    return new Zygote(new WorkerProcess(start), door)
  }

  /** It has said itself that it is not fit for copies. */
  isThreaded = false

  get usable(): boolean {
    return this.lives && this.refusal === null
  }

  /** A new copy, with its connections; null, with `refusal`, when there is none to be had from this one. */
  async fork(): Promise<ForkedProcess | null> {
    const { token, connected, forget } = this.door.expect()
    const told = new Promise<Fork | string>((resolve) => this.forks.set(token, resolve))
    this.send({ type: 'fork', token })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(LATE), FORK_LIMIT_MS)
    })
    const made = this.made(told, connected)
    const fork = await Promise.race([made, late])
    clearTimeout(timer)
    this.forks.delete(token)
    if (typeof fork !== 'string') return fork
    forget()
    this.refusal ??= fork
    this.finish()
    // One that does not answer would not tell how its copies end either.
    if (fork === LATE) this.process.kill('SIGKILL')
    return null
  }

  /** Imports of the usual packages, now or once nothing has been asked for a while. */
  import(packages: readonly string[], now: boolean): void {
    this.send({ type: 'import', packages, now })
  }

  /** No more copies. It stays for as long as one lives, to tell how that ends. */
  finish(): void {
    this.process.orders.end()
  }

  private async made(
    told: Promise<Fork | string>,
    connected: Expected['connected'],
  ): Promise<ForkedProcess | string> {
    const fork = await told
    if (typeof fork === 'string') return fork
    const { ref, exited } = fork
    const connections = await Promise.race([connected, exited])
    if (!('life' in connections)) return `its copy has ended at once: ${howItEnded(connections)}`
    connections.life.once('close', () => setTimeout(() => this.watch(ref.pid), TELL_MS))
    return new ForkedProcess(ref, connections, exited)
  }

  private hear(message: Exclude<z.infer<typeof Message>, { type: 'ready' }>): void {
    switch (message.type) {
      case 'forked': {
        const { pid } = message
        // At once: its end may be told in the same breath.
        const exited = new Promise<Exit>((resolve) => this.exits.set(pid, resolve))
        this.forks.get(message.token)?.({ ref: { pid, started: startTime(pid) ?? 0 }, exited })
        return
      }
      case 'refused':
        this.isThreaded = true
        this.forks.get(message.token)?.(message.why)
        return
      case 'exited': {
        const { pid, code, signal } = message
        const told = this.exits.get(pid)
        this.exits.delete(pid)
        told?.({ code, signal, why: null })
      }
    }
  }

  /** Until it is gone, when nobody tells: the zygote has gone before, or is stopped. */
  private watch(pid: number): void {
    const started = look(pid)?.started
    const timer = setInterval(() => {
      if (this.exits.has(pid) && started !== undefined && look(pid)?.started === started) return
      clearInterval(timer)
      this.exits.get(pid)?.(unknown)
      this.exits.delete(pid)
    }, LOOK_MS)
  }

  private send(order: Readonly<Record<string, unknown>>): void {
    if (this.process.orders.writable) this.process.orders.write(`${JSON.stringify(order)}\n`)
  }
}
