/** The operating system's side of a worker that is a copy of the zygote: not our child, so others tell how it ended. */
import type { Readable, Writable } from 'node:stream'
import type { ProcessRef } from '../../../contract/run'
import type { Connections } from './door'
import { OutputLines } from './output-lines'
import { look } from './proc'
import { type Exit, LAST_WORDS_MS, type Process, within } from './process'

export class ForkedProcess implements Process {
  readonly stdout: OutputLines
  readonly stderr: OutputLines
  readonly orders: Writable
  readonly answers: Readable
  private readonly closed: Promise<unknown>
  private gone = false

  constructor(
    readonly ref: ProcessRef,
    private readonly connections: Connections,
    readonly exited: Promise<Exit>,
  ) {
    const { stdout, stderr, orders, answers, life } = connections
    this.stdout = new OutputLines(stdout, 'stdout')
    this.stderr = new OutputLines(stderr, 'stderr')
    this.orders = orders
    this.answers = answers
    // They were stopped once it was known whose they are. Of the last two nothing comes but their end.
    for (const each of [stdout, stderr, orders, life]) each.resume()
    this.closed = Promise.all([stdout, stderr, answers].map(closed))
    void exited.then(() => {
      this.gone = true
    })
  }

  async emptied(): Promise<void> {
    await within(LAST_WORDS_MS, this.closed)
    this.stdout.end()
    this.stderr.end()
    for (const socket of Object.values(this.connections)) socket.destroy()
  }

  kill(signal: NodeJS.Signals): void {
    // Its number may have come round.
    if (this.gone || look(this.ref.pid)?.started !== this.ref.started) return
    try {
      process.kill(this.ref.pid, signal)
    } catch {
      // It has gone by itself.
    }
  }
}

const closed = (stream: Readable): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed) resolve()
    else stream.once('close', () => resolve())
  })
