/** One Python process and the calls made to it, one at a time. Knows nothing of runs. */
import { Channel } from './channel'
import type { Message } from './messages'
import type { Exit, Process } from './process'

/** Three deaths at start mean nothing can be started; a start that hangs is one of them. */
export const START_LIMIT_MS = 60_000

/** How a call ended: by an answer, or with the process. */
export type Answer =
  | Extract<Message, { type: 'reply' | 'raised' | 'stopped' }>
  | { readonly type: 'ended'; readonly exit: Exit }

export interface Listener {
  readonly event?: (kind: string, payload: unknown) => void
  /** The exception that stops the call has been raised in it. */
  readonly interrupted?: () => void
}

interface Open {
  readonly call: number
  readonly listener: Listener
  readonly settle: (answer: Answer) => void
}

export class Worker {
  /** True once it can take orders, false if it ended before. */
  readonly ready: Promise<boolean>
  /** It is gone, and all that it said has been heard. */
  readonly ended: Promise<Exit>
  /** The last moment at which it was heard, by `performance.now()`. */
  heard = performance.now()
  /** Packages that its calls have needed, of those that take long to import. */
  packages: readonly string[] = []
  private readonly channel: Channel
  private readonly open = new Map<number, Open>()
  private calls = 0
  private pings = 0
  private gone: Exit | null = null
  private stands = false

  constructor(readonly process: Process) {
    let settleReady: (ready: boolean) => void = () => {}
    this.ready = new Promise((resolve) => {
      settleReady = resolve
    })
    this.channel = new Channel(
      this.process,
      (message) => {
        this.heard = performance.now()
        if (message.type !== 'ready') return this.hear(message)
        this.stands = true
        settleReady(true)
      },
      () => this.process.kill('SIGKILL'),
    )
    this.ended = this.process.exited.then(async (exit) => {
      await this.process.emptied()
      this.gone = exit
      settleReady(false)
      for (const { settle } of this.open.values()) settle({ type: 'ended', exit })
      this.open.clear()
      return exit
    })
  }

  get isReady(): boolean {
    return this.stands
  }

  get alive(): boolean {
    return this.gone === null
  }

  /** May be called before it is ready. Never rejects. */
  call(target: string, args: readonly unknown[], listener: Listener = {}): Promise<Answer> {
    if (this.gone !== null) return Promise.resolve({ type: 'ended', exit: this.gone })
    this.calls += 1
    const call = this.calls
    return new Promise((settle) => {
      this.open.set(call, { call, listener, settle })
      this.channel.send({ type: 'call', call, target, arguments: args })
    })
  }

  /** Tells the calls under way that they are not wanted any more. */
  cancel(): void {
    for (const call of this.open.keys()) this.channel.send({ type: 'cancel', call })
  }

  interrupt(): void {
    for (const call of this.open.keys()) this.channel.send({ type: 'interrupt', call })
  }

  ping(): void {
    this.pings += 1
    this.channel.send({ type: 'ping', number: this.pings })
  }

  /** No more calls: it ends as soon as it reads this. */
  finish(): void {
    this.channel.end()
  }

  private hear(message: Exclude<Message, { type: 'ready' }>): void {
    if (message.type === 'pong') return
    const open = this.open.get(message.call)
    if (open === undefined) return
    switch (message.type) {
      case 'event':
        open.listener.event?.(message.kind, message.payload)
        return
      case 'interrupted':
        open.listener.interrupted?.()
        return
      case 'reply':
        this.packages = message.packages ?? []
        this.open.delete(message.call)
        open.settle(message)
        return
      case 'raised':
      case 'stopped':
        this.open.delete(message.call)
        open.settle(message)
    }
  }
}
