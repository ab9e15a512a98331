/**
 * The Python side of all runs on clusters: one call that lasts, with the connections to schedulers in it, and short
 * ones that tell it what to do. A run takes no thread of the addon's pool.
 */
import { z } from 'zod'
import { type EngineEvent, Outcome, StopStage } from '../../contract/run'
import { text } from '../text'
import type { Addon, Value } from './addon'
import type { Interpreter } from './interpreter'
import { eventOf } from './replies'

const names = {
  serve: 'gilder.cluster.service:serve',
  begin: 'gilder.cluster.service:begin',
  cancel: 'gilder.cluster.service:cancel',
  close: 'gilder.cluster.service:close',
} as const

const Told = z.object({ run: z.string(), kind: z.string(), payload: z.unknown() })
const End = z.object({ run: z.string(), outcome: z.unknown() })
const Stopping = z.object({ stage: StopStage })

export interface Listener {
  readonly event: (run: string, event: EngineEvent) => void
  readonly end: (run: string, outcome: Outcome) => void
  /** It has ended by itself, and every run with it. */
  readonly broken: (why: string) => void
}

export class ClusterService {
  private readonly interpreter: Interpreter
  private readonly listener: Listener
  private serving: Promise<Addon> | null = null

  constructor(interpreter: Interpreter, listener: Listener) {
    this.interpreter = interpreter
    this.listener = listener
  }

  async begin(order: Value): Promise<void> {
    await this.tell(names.begin, [order])
  }

  async cancel(run: string): Promise<void> {
    await this.tell(names.cancel, [run])
  }

  close(): void {
    const serving = this.serving
    this.serving = null
    serving?.then((addon) => addon.call(names.close, []).result).catch(() => {})
  }

  private async tell(target: string, args: readonly Value[]): Promise<void> {
    this.serving ??= this.serve()
    await (await this.serving).call(target, args).result
  }

  private async serve(): Promise<Addon> {
    const addon = await this.interpreter.start()
    return new Promise((resolve, reject) => {
      const onEvent = (kind: string, payload: Value): void => {
        if (kind === 'ready') resolve(addon)
        else this.hear(kind, payload)
      }
      const over = (error: unknown): void => {
        this.serving = null
        reject(error)
        this.listener.broken(error instanceof Error ? error.message : String(error))
      }
      addon.call(names.serve, [], { onEvent }).result.then(() => over(new Error('it was closed')), over)
    })
  }

  private hear(kind: string, payload: Value): void {
    if (kind === 'end') {
      const { run, outcome } = End.parse(payload)
      const parsed = Outcome.safeParse(outcome)
      const failed = (why: string): Outcome => ({ state: 'failed', error: text.hostReply(names.serve, why) })
      this.listener.end(run, parsed.success ? parsed.data : failed(parsed.error.message))
      return
    }
    const told = Told.safeParse(payload)
    if (!told.success) return
    const event =
      told.data.kind === 'stopping'
        ? stoppingOf(told.data.payload)
        : eventOf(told.data.kind, told.data.payload)
    if (event !== null) this.listener.event(told.data.run, event)
  }
}

function stoppingOf(payload: unknown): EngineEvent | null {
  const stopping = Stopping.safeParse(payload)
  return stopping.success ? { type: 'stopping', stage: stopping.data.stage } : null
}
