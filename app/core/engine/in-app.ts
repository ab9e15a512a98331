/** The placement "in this process": the addon's pool threads run the job, the JavaScript thread never waits. */
import type { z } from 'zod'
import { type ErrorReport, GilderError } from '../../contract/error'
import type { Column, FileDescription, JobRef } from '../../contract/job'
import type { EngineEvent, Outcome, WorkOrder } from '../../contract/run'
import { text } from '../text'
import type { Call, CallOptions, PythonError, Value } from './addon'
import type { Engine, Validation } from './engine'
import type { InAppKin } from './in-app-kin'
import { GRACE_MS, insist } from './insist'
import { type Interpreter, poolSize } from './interpreter'
import { KILL_MS, TERMINATE_MS } from './isolated/ladder'
import { host } from './names'
import { eventOf, replies } from './replies'
import { Stuck } from './stuck'

/** When a process of its own would have been killed by force; here there is nobody to be killed but Gilder. */
export const GIVE_UP_MS = GRACE_MS + TERMINATE_MS + KILL_MS

/** Between two looks whether there is a thread to spare. */
const SPARE_MS = 1000

/** For a run, and for the short calls of a form. */
const SPARED_THREADS = 2

interface Order {
  cancelled: boolean
  /** Asks the call to end, and insists. There is none to ask while Python starts. */
  stop: () => void
  /** The call is over. */
  settle: () => void
}

export class InAppEngine implements Engine {
  private readonly interpreter: Interpreter
  private readonly orders = new Map<string, Order>()
  private readonly kin: InAppKin | null
  private readonly given = new Stuck(poolSize() - SPARED_THREADS)

  /** Without `kin` nothing looks after what jobs have started once this process is killed. */
  constructor(interpreter: Interpreter, kin: InAppKin | null) {
    this.interpreter = interpreter
    this.kin = kin
  }

  /** How many threads are busy with runs that are over and do not end. What they keep may be the GIL. */
  get stuck(): number {
    return this.given.count
  }

  async describe(file: string): Promise<FileDescription> {
    return this.ask(host.describe, [file], replies.describe)
  }

  async validate(job: JobRef, params: Readonly<Record<string, unknown>>): Promise<Validation> {
    return this.ask(host.validate, [job.file, job.function, asValue(params)], replies.validate)
  }

  async columns(file: string): Promise<readonly Column[]> {
    const reply = await this.ask(host.columns, [file], replies.columns)
    if ('error' in reply) throw new GilderError(reply.error)
    return reply.columns
  }

  async run(work: WorkOrder, onEvent: (event: EngineEvent) => void): Promise<Outcome> {
    const order: Order = { cancelled: false, stop: () => {}, settle: () => {} }
    this.orders.set(work.run, order)
    let ended: Promise<unknown> = Promise.resolve()
    this.kin?.enter()
    try {
      const addon = await this.interpreter.start()
      await this.kin?.watch()
      // Cancelled while Python was still starting: there is no call yet that could be told.
      if (order.cancelled) return { state: 'cancelled' }
      const listen: CallOptions = {
        onEvent: (kind, payload) => {
          const event = eventOf(kind, payload)
          if (event !== null) onEvent(event)
        },
      }
      const begun = performance.now()
      const call = addon.call(
        host.run,
        [asValue(this.kin === null ? work : { ...work, mark: this.kin.mark })],
        listen,
      )
      ended = call.result.catch(() => {})
      const givenUp = new Promise<Outcome>((resolve) => {
        order.stop = () => {
          onEvent({ type: 'stopping', stage: 'asked' })
          call.cancel()
          const callOff = insist(addon, call, () => onEvent({ type: 'stopping', stage: 'interrupted' }))
          // What has been given up is still to be interrupted, should it come to that.
          call.result.then(callOff, callOff)
          order.settle = this.giveUp(call, () => {
            onEvent(doesNotStop((performance.now() - begun) / 1000))
            resolve({ state: 'cancelled' })
          })
        }
      })
      const answered = call.result.then((reply) => parse(host.run, replies.run, reply))
      return await Promise.race([answered, givenUp])
    } catch (error) {
      // It can also hit our own last steps behind the job.
      if (isInterruption(error)) return { state: 'cancelled' }
      return { state: 'failed', error: pythonReport(error) }
    } finally {
      order.settle()
      // What has been given up can still start something.
      void ended.then(() => this.kin?.leave())
      this.orders.delete(work.run)
    }
  }

  cancel(run: string): void {
    const order = this.orders.get(run)
    if (order === undefined || order.cancelled) return
    order.cancelled = true
    order.stop()
  }

  warm(): void {
    this.interpreter.warm()
  }

  close(): void {}

  /** Unless it ends by then, or nobody could be spared. The returned function calls it off. */
  private giveUp(call: Call, done: () => void): () => void {
    const look = (): void => {
      if (this.given.add(call.result)) done()
      else timer = setTimeout(look, SPARE_MS)
    }
    let timer = setTimeout(look, GIVE_UP_MS)
    return () => clearTimeout(timer)
  }

  private async ask<S extends z.ZodType>(
    target: string,
    args: readonly Value[],
    shape: S,
  ): Promise<z.infer<S>> {
    const addon = await this.interpreter.start()
    try {
      return parse(target, shape, await addon.call(target, args).result)
    } catch (error) {
      throw new GilderError(pythonReport(error))
    }
  }
}

function doesNotStop(at: number): EngineEvent {
  const line = { at, level: 'warning', text: text.doesNotStop } as const
  return { type: 'log', lines: [line], leftOut: { lines: 0, bytes: 0 } }
}

function parse<S extends z.ZodType>(target: string, shape: S, reply: Value): z.infer<S> {
  const parsed = shape.safeParse(reply)
  if (parsed.success) return parsed.data
  throw new GilderError(text.hostReply(target, parsed.error.message))
}

function pythonReport(thrown: unknown): ErrorReport {
  if (thrown instanceof GilderError) return thrown.report
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  if (isPythonError(error)) return text.hostRaised(error.type, error.message, error.traceback)
  return text.hostRaised(error.name, error.message, error.stack)
}

const isPythonError = (error: Error): error is PythonError =>
  error.name === 'PythonError' && 'traceback' in error

const isInterruption = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'GILDER_INTERRUPTED'

/** Parameters come from JSON or from flags: values the addon takes; it refuses by name what it does not. */
const asValue = (plain: unknown): Value => plain as Value
