/** The placement "in a process of its own": a plain Python for each run, which can crash, hang and be killed alone. */
import { join } from 'node:path'
import type { z } from 'zod'
import { GilderError } from '../../../contract/error'
import type { Column, FileDescription, JobRef } from '../../../contract/job'
import type { EngineEvent, Outcome, WorkOrder } from '../../../contract/run'
import { text } from '../../text'
import type { Engine, Validation } from '../engine'
import { host } from '../names'
import { replies } from '../replies'
import { crashReport, startReport } from './ending'
import { MemoryWatch } from './memory'
import { Session } from './session'
import { endTree } from './tree'
import type { Answer, Worker } from './worker'
import { Workers, type WorkersParts } from './workers'

/** A file whose top level takes longer is not usable in a form. */
const SHORT_CALL_MS = 20_000

export class IsolatedEngine implements Engine {
  private readonly workers: Workers
  private readonly memory = new MemoryWatch()
  private readonly sessions = new Map<string, Session>()
  private readonly spare: boolean
  private readonly own: string

  constructor(parts: WorkersParts) {
    this.workers = new Workers(parts)
    this.spare = parts.spare
    this.own = join(parts.pythonPath, 'gilder')
  }

  async describe(file: string): Promise<FileDescription> {
    try {
      // Always anew: a worker that has imported the file before would not look at what it imports in turn.
      return await this.ask(await this.workers.take(), host.describe, [file], replies.describe, file)
    } catch (error) {
      if (error instanceof GilderError && error.report.kind !== 'runtime')
        return { jobs: [], error: error.report }
      throw error
    }
  }

  async validate(job: JobRef, params: Readonly<Record<string, unknown>>): Promise<Validation> {
    const worker = await this.workers.takeFor(job.file)
    return this.ask(worker, host.validate, [job.file, job.function, params], replies.validate, job.file)
  }

  async columns(file: string): Promise<readonly Column[]> {
    const reply = await this.ask(await this.workers.take(), host.columns, [file], replies.columns, null)
    if ('error' in reply) throw new GilderError(reply.error)
    return reply.columns
  }

  async run(order: WorkOrder, onEvent: (event: EngineEvent) => void): Promise<Outcome> {
    const session = new Session(order, onEvent, this.own, (seen) => this.workers.guard(seen))
    this.sessions.set(order.run, session)
    try {
      const worker = await this.workers.takeFor(order.job.file)
      if (session.isCancelled) {
        worker.finish()
        return { state: 'cancelled' }
      }
      return await session.run(worker, this.memory)
    } catch (error) {
      if (error instanceof GilderError) return { state: 'failed', error: error.report }
      throw error
    } finally {
      this.sessions.delete(order.run)
    }
  }

  cancel(run: string): void {
    this.sessions.get(run)?.cancel()
  }

  warm(): void {
    if (this.spare) this.workers.begin(true)
  }

  /** Starts the process that the first call will use: with the packages, when that call is sure to need them. */
  begin(packages: boolean): void {
    this.workers.begin(packages)
  }

  /** Lets workers be started again after too many have died. */
  reset(): void {
    this.workers.reset()
  }

  close(): void {
    this.workers.close()
    // The last of what this Gilder has started ends with it.
    if (this.sessions.size === 0) this.workers.end()
  }

  /** A short call, and the worker kept for what follows when it has imported only this `file`. */
  private async ask<S extends z.ZodType>(
    worker: Worker,
    target: string,
    args: readonly unknown[],
    shape: S,
    file: string | null,
  ): Promise<z.infer<S>> {
    let late = false
    const timer = setTimeout(() => {
      late = true
      worker.process.kill('SIGKILL')
    }, SHORT_CALL_MS)
    // What the top level of a file has started goes with it, and holds no pipe open.
    const { process } = worker
    let isAlone = false
    void process.exited.then(() => (isAlone ? undefined : endTree(null, process.ref)))
    const answer = await worker.call(target, args)
    isAlone = answer.type === 'reply' && answer.alone === true
    clearTimeout(timer)
    if (answer.type === 'reply' && file !== null) await this.workers.keep(worker, file)
    else worker.finish()
    if (late) throw new GilderError(text.tooSlow(file ?? '', SHORT_CALL_MS / 1000))
    if (answer.type !== 'ended') return replyOf(answer, target, shape)
    const ended = { exit: answer.exit, lastWords: process.stderr.lastWords }
    const report = (await worker.ready)
      ? crashReport({ ...ended, file: file ?? '', own: this.own })
      : startReport(ended)
    throw new GilderError(report)
  }
}

function replyOf<S extends z.ZodType>(
  answer: Exclude<Answer, { type: 'ended' }>,
  target: string,
  shape: S,
): z.infer<S> {
  switch (answer.type) {
    case 'reply': {
      const parsed = shape.safeParse(answer.value)
      if (parsed.success) return parsed.data
      throw new GilderError(text.hostReply(target, parsed.error.message))
    }
    case 'raised':
      throw new GilderError(text.hostRaised(answer.name, answer.message, answer.traceback))
    case 'stopped':
      throw new GilderError(
        text.hostRaised('Interrupted', 'A call that nobody stopped was stopped.', undefined),
      )
  }
}
