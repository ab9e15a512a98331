/** Where workers come from: a new one, one kept ready, or one that has the file imported already. */
import { randomUUID } from 'node:crypto'
import { GilderError } from '../../../contract/error'
import { fileKey } from '../../catalog/key'
import type { FoundRuntime } from '../../runtime/find'
import { text } from '../../text'
import { host } from '../names'
import { Breaker } from './breaker'
import { Copies } from './copies'
import { startReport } from './ending'
import { workerArguments, workerEnvironment } from './environment'
import type { Seen } from './proc'
import { type Start, WorkerProcess } from './process'
import { Watchdog } from './watchdog'
import { START_LIMIT_MS, Worker } from './worker'

export interface WorkersParts {
  readonly runtime: () => Promise<FoundRuntime>
  /** The folder that holds the Python package `gilder`. */
  readonly pythonPath: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Keep one ready, with the usual packages imported. A single run from a script would pay for it and not use it. */
  readonly spare: boolean
}

/** A description is followed by a run of the same file within moments, or not at all. */
const PREPARED_MS = 10_000

/** After the last start; only then the packages are imported, which in a row of short runs nobody would wait for. */
const QUIET_MS = 500

interface Prepared {
  readonly worker: Worker
  readonly file: string
  readonly key: string
  readonly timer: NodeJS.Timeout
}

export class Workers {
  readonly breaker = new Breaker()
  private readonly mark: string = randomUUID()
  private readonly watchdog = new Watchdog(this.mark)
  /** In the place of a spare process, where there can be any. */
  private readonly copies: Copies | null
  private waiting: Worker | null = null
  private prepared: Prepared | null = null
  private refill: NodeJS.Timeout | null = null
  private closed = false

  constructor(private readonly parts: WorkersParts) {
    this.copies =
      parts.spare && Copies.possible
        ? new Copies({
            start: () => this.startOf('worker.zygote'),
            died: (report) => this.breaker.died(report),
          })
        : null
  }

  /** Why each worker is a fresh process where it could be a copy; null while it is none. */
  get withoutCopies(): string | null {
    return this.copies?.refusal ?? null
  }

  /** Throws a GilderError when there is no Python to start, or it has died at start too often. */
  async take(): Promise<Worker> {
    const waiting = this.waiting?.alive ? this.waiting : null
    this.waiting = null
    if (waiting !== null) {
      this.fillLater()
      return waiting
    }
    const copy = await this.copies?.copy()
    if (copy) {
      this.watchStart(copy)
      return copy
    }
    const worker = await this.start()
    this.fillLater()
    return worker
  }

  /** One that has imported this content of the file and nothing else, or any other. */
  async takeFor(file: string): Promise<Worker> {
    const prepared = this.prepared
    if (prepared?.file === file && prepared.worker.alive) {
      this.prepared = null
      clearTimeout(prepared.timer)
      if (prepared.key === (await keyOf(file))) return prepared.worker
      prepared.worker.finish()
    }
    return this.take()
  }

  /** For the next call about the same file. */
  async keep(worker: Worker, file: string): Promise<void> {
    const key = await keyOf(file)
    this.drop()
    if (key === null || this.closed || !worker.alive) {
      worker.finish()
      return
    }
    this.prepared = { worker, file, key, timer: setTimeout(() => this.drop(), PREPARED_MS) }
  }

  /** Starts one for the first call to come; a failure shows itself there. */
  begin(packages: boolean): void {
    if (this.waiting !== null || this.closed) return
    if (this.copies !== null && this.copies.refusal === null) {
      void this.copies.warm(packages)
      return
    }
    this.start().then(
      (worker) => {
        if (this.waiting !== null || this.closed) {
          worker.finish()
          return
        }
        this.waiting = worker
        if (packages) void worker.call(host.preload, [])
      },
      () => {},
    )
  }

  /** Lets them be started, and copied, again after too many have died. */
  reset(): void {
    this.breaker.reset()
    this.copies?.reset()
  }

  /** A process that a job has started: it may leave nothing by which it could be found later. */
  guard(seen: Seen): void {
    this.watchdog.guard(seen)
  }

  close(): void {
    this.closed = true
    if (this.refill !== null) clearTimeout(this.refill)
    this.waiting?.finish()
    this.waiting = null
    this.copies?.close()
    this.drop()
  }

  /** After the last run: ends whatever there may still be. */
  end(): void {
    this.close()
    this.watchdog.end()
  }

  private drop(): void {
    if (this.prepared === null) return
    clearTimeout(this.prepared.timer)
    this.prepared.worker.finish()
    this.prepared = null
  }

  private fillLater(): void {
    if (!this.parts.spare) return
    if (this.refill !== null) clearTimeout(this.refill)
    this.refill = setTimeout(() => {
      this.refill = null
      this.begin(true)
    }, QUIET_MS)
  }

  private async start(): Promise<Worker> {
    const worker = new Worker(new WorkerProcess(await this.startOf('worker')))
    this.watchStart(worker)
    return worker
  }

  private async startOf(module: 'worker' | 'worker.zygote'): Promise<Start> {
    this.breaker.check()
    const { runtime, pythonPath, env } = this.parts
    const { status, files } = await runtime()
    if (files === null) throw new GilderError(text.runtimeUnusable(status))
    this.watchdog.start(files, pythonPath)
    return {
      program: files.executable,
      arguments: workerArguments(files, pythonPath, process.pid, module),
      env: workerEnvironment(env, this.mark),
    }
  }

  private watchStart(worker: Worker): void {
    const limit = setTimeout(() => worker.process.kill('SIGKILL'), START_LIMIT_MS)
    void worker.ready.then(async (ready) => {
      clearTimeout(limit)
      // One that was told to end before it was ready has done as told.
      if (ready || this.closed) return
      const exit = await worker.ended
      this.breaker.died(startReport({ exit, lastWords: worker.process.stderr.lastWords }))
    })
  }
}

/** What an import of the file depends on: its content, and that of the files beside it. */
const keyOf = (file: string): Promise<string | null> => fileKey(file, '').catch(() => null)
