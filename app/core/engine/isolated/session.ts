/** One work order in one worker, from the order to the last of its processes. */
import type { ErrorReport } from '../../../contract/error'
import type { EngineEvent, Outcome, ProcessRef, WorkOrder } from '../../../contract/run'
import { text } from '../../text'
import { host } from '../names'
import { eventOf, replies } from '../replies'
import { crashReport, startReport } from './ending'
import { listenForHeartbeat } from './heartbeat'
import { Ladder } from './ladder'
import type { MemoryWatch, Meter } from './memory'
import type { Seen } from './proc'
import { endTree, killTree, signalTree, treeOf } from './tree'
import type { Answer, Worker } from './worker'

/** A process that has answered has nothing left to do; giving back its memory takes a moment. */
const LEAVE_MS = 2000

export class Session {
  private worker: Worker | null = null
  private ref: ProcessRef | null = null
  private meter: Meter | null = null
  private begun = performance.now()
  private cancelled = false
  /** Bytes it held when that was too much. */
  private excess: number | null = null
  private readonly ladder: Ladder

  constructor(
    private readonly order: WorkOrder,
    private readonly onEvent: (event: EngineEvent) => void,
    /** The folder of our own Python code. */
    private readonly own: string,
    private readonly found: (seen: Seen) => void,
  ) {
    this.ladder = new Ladder({
      ask: () => this.worker?.cancel(),
      interrupt: () => this.worker?.interrupt(),
      terminate: () => signalTree(treeOf(order.run, this.ref), 'SIGTERM'),
      kill: () => this.kill(),
      tell: (stage) => onEvent({ type: 'stopping', stage }),
    })
  }

  get isCancelled(): boolean {
    return this.cancelled
  }

  cancel(): void {
    this.cancelled = true
    // Without a worker there is nothing to stop: the order will not be given.
    if (this.worker !== null) this.ladder.begin()
  }

  async run(worker: Worker, memory: MemoryWatch): Promise<Outcome> {
    const { order, onEvent } = this
    const { process } = worker
    this.worker = worker
    this.ref = process.ref
    this.begun = performance.now()
    const started = worker.isReady
    const now = (): number => (performance.now() - this.begun) / 1000
    // Of a process that is still starting: the run begins once it is there.
    void worker.ready.then(() => {
      if (!started) this.begun = performance.now()
    })
    process.stdout.follow(onEvent, now)
    process.stderr.follow(onEvent, now)
    if (process.ref !== null) {
      onEvent({ type: 'worker', worker: process.ref })
      this.meter = memory.add({
        worker: process.ref,
        limit: order.memory,
        tell: (bytes) => onEvent({ type: 'memory', bytes }),
        exceeded: (bytes) => this.exceed(bytes),
        found: this.found,
      })
    }
    const hush = listenForHeartbeat(worker, (sentence) => {
      const line = { at: now(), level: 'warning', text: sentence } as const
      onEvent({ type: 'log', lines: [line], leftOut: { lines: 0, bytes: 0 } })
    })
    // Its children may hold its pipes open: they go as soon as it has gone.
    let isAlone = false
    const cleared = process.exited.then(() =>
      isAlone ? undefined : endTree(order.run, process.ref, this.meter?.seen ?? []),
    )
    const answer = await worker.call(host.run, [order], {
      event: (kind, payload) => {
        const event = eventOf(kind, payload)
        if (event !== null) onEvent(event)
      },
      interrupted: () => onEvent({ type: 'stopping', stage: 'interrupted' }),
    })
    isAlone = answer.type === 'reply' && answer.alone === true
    this.ladder.end()
    hush()
    this.meter?.look()
    this.meter?.end()
    worker.finish()
    const leaving = setTimeout(() => process.kill('SIGKILL'), LEAVE_MS)
    await Promise.all([worker.ended, cleared])
    clearTimeout(leaving)
    return this.outcomeOf(answer, await worker.ready)
  }

  private outcomeOf(answer: Answer, ready: boolean): Outcome {
    const stderr = this.worker?.process.stderr.lastWords ?? ''
    switch (answer.type) {
      case 'reply': {
        const outcome = replies.run.safeParse(answer.value)
        return outcome.success ? outcome.data : failed(text.hostReply(host.run, outcome.error.message))
      }
      case 'raised':
        return failed(text.hostRaised(answer.name, answer.message, answer.traceback))
      case 'stopped':
        return { state: 'cancelled' }
      case 'ended': {
        const { exit } = answer
        if (this.excess !== null) return failed(text.tooMuchMemory(this.excess, this.order.memory ?? 0))
        if (this.cancelled) return { state: 'cancelled' }
        if (!ready) return failed(startReport({ exit, lastWords: stderr }))
        const error = crashReport({ exit, lastWords: stderr, file: this.order.job.file, own: this.own })
        return { state: 'crashed', error }
      }
    }
  }

  private exceed(bytes: number): void {
    if (this.excess !== null) return
    this.excess = bytes
    this.kill()
  }

  private kill(): void {
    if (this.ref !== null) killTree(this.order.run, this.ref, this.meter?.seen ?? [])
    // The one process that can be named whatever the system is.
    this.worker?.process.kill('SIGKILL')
  }
}

const failed = (error: ErrorReport): Outcome => ({ state: 'failed', error })
