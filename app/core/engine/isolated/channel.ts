/** The two pipes of a worker as messages: lines put together, checked, and never larger than there is sense in. */
import type { Readable, Writable } from 'node:stream'
import { fromExactJson, toExactJson } from '../../exact-json'
import { Message, type Request } from './messages'

/** A description or a list of results is kilobytes; what is larger is no message of ours. */
export const LONGEST_LINE = 64 * 1024 * 1024

const LINE_END = 0x0a

export interface ChannelEnds {
  readonly orders: Writable
  readonly answers: Readable
}

export class Channel {
  private readonly orders: Writable
  private readonly pieces: Buffer[] = []
  private length = 0

  /** `broken` is told once the worker sends what nobody can read. */
  constructor(
    { orders, answers }: ChannelEnds,
    private readonly hear: (message: Message) => void,
    private readonly broken: () => void,
  ) {
    this.orders = orders
    // A worker that dies closes them in the middle; how it ended is told by the process, not by its pipes.
    orders.on('error', () => {})
    answers.on('error', () => {})
    answers.on('data', (data: Buffer) => this.take(data))
    // A connection was stopped once it was known whose it is.
    answers.resume()
  }

  send(request: Request): void {
    if (this.orders.writable) this.orders.write(`${toExactJson(request)}\n`)
  }

  /** Nothing will follow: a worker without a call ends, one with a call takes us for dead. */
  end(): void {
    this.orders.end()
  }

  private take(data: Buffer): void {
    let from = 0
    for (let end = data.indexOf(LINE_END); end >= 0; end = data.indexOf(LINE_END, from)) {
      this.pieces.push(data.subarray(from, end))
      this.line(Buffer.concat(this.pieces.splice(0)).toString('utf8'))
      this.length = 0
      from = end + 1
    }
    if (from === data.length) return
    this.pieces.push(data.subarray(from))
    this.length += data.length - from
    if (this.length > LONGEST_LINE) {
      this.pieces.length = 0
      this.length = 0
      this.broken()
    }
  }

  /** A line that is none of ours is what an exception has torn, or a kind of a newer package: left out. */
  private line(text: string): void {
    if (text === '') return
    let value: unknown
    try {
      value = fromExactJson(text)
    } catch {
      return
    }
    const message = Message.safeParse(value)
    if (message.success) this.hear(message.data)
  }
}
