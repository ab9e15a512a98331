/** What a process writes to one of its standard streams, as lines of the log: few events, however much it is. */
import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { EngineEvent, LogLine } from '../../../contract/run'

/** As for what Python prints (`gilder/run/outbox.py`): the beginning goes on whole, later only what a beat has room for. */
const HEAD_BYTES = 1024 * 1024
const BEAT_MS = 50
const BEAT_BYTES = 64 * 1024
const LONGEST_LINE = 64 * 1024

/** Of the last words of a process that has died this much is looked at. */
const LAST_WORDS = 64 * 1024

export class OutputLines {
  private readonly decoder = new StringDecoder('utf8')
  private open = ''
  private waiting: string[] = []
  private waitingBytes = 0
  private sentBytes = 0
  private leftOut = { lines: 0, bytes: 0 }
  private timer: NodeJS.Timeout | null = null
  private tail: Buffer[] = []
  private tailBytes = 0
  private listener: ((event: EngineEvent) => void) | null = null
  private now: () => number = () => 0

  constructor(
    stream: Readable,
    private readonly level: LogLine['level'] & ('stdout' | 'stderr'),
  ) {
    stream.on('error', () => {})
    stream.on('data', (data: Buffer) => {
      this.remember(data)
      if (this.listener !== null) this.take(this.decoder.write(data))
    })
    stream.on('end', () => this.take(this.decoder.end()))
  }

  /** From now on lines belong to a run; `now` is its time in seconds. What came before is nobody's. */
  follow(listener: (event: EngineEvent) => void, now: () => number): void {
    this.listener = listener
    this.now = now
    this.open = ''
  }

  get lastWords(): string {
    return Buffer.concat(this.tail).subarray(-LAST_WORDS).toString('utf8')
  }

  /** Gives on what is still held back, and from then on nothing. */
  end(): void {
    if (this.open.trim() !== '') this.add(this.open)
    this.open = ''
    this.send()
    this.listener = null
  }

  /** As it comes: of a gigabyte that nobody is told of, no text is made. */
  private remember(data: Buffer): void {
    this.tail.push(data)
    this.tailBytes += data.length
    for (let [first] = this.tail; first && this.tailBytes - first.length >= LAST_WORDS; [first] = this.tail) {
      this.tail.shift()
      this.tailBytes -= first.length
    }
  }

  private take(text: string): void {
    if (this.listener === null) return
    const lines = (this.open + text).split('\n')
    this.open = lines.pop() ?? ''
    for (const line of lines) this.add(line)
    // A line that never ends must not fill the memory.
    while (this.open.length > LONGEST_LINE) {
      this.add(this.open.slice(0, LONGEST_LINE))
      this.open = this.open.slice(LONGEST_LINE)
    }
  }

  private add(line: string): void {
    this.waiting.push(line)
    this.waitingBytes += line.length + 1
    while (this.sentBytes > HEAD_BYTES && this.waitingBytes > BEAT_BYTES && this.waiting.length > 1) {
      const bytes = (this.waiting.shift()?.length ?? 0) + 1
      this.waitingBytes -= bytes
      this.leftOut = { lines: this.leftOut.lines + 1, bytes: this.leftOut.bytes + bytes }
    }
    if (this.sentBytes <= HEAD_BYTES && this.waitingBytes > BEAT_BYTES) this.send()
    this.timer ??= setTimeout(() => this.send(), BEAT_MS)
  }

  private send(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    if (this.listener === null || this.waiting.length === 0) return
    const at = this.now()
    const lines = this.waiting.map((text) => ({ at, level: this.level, text: lastState(text) }))
    this.listener({ type: 'log', lines, leftOut: this.leftOut })
    this.sentBytes += this.waitingBytes
    this.waiting = []
    this.waitingBytes = 0
    this.leftOut = { lines: 0, bytes: 0 }
  }
}

/** As on a terminal, a carriage return starts the line anew. */
function lastState(line: string): string {
  const whole = line.endsWith('\r') ? line.slice(0, -1) : line
  return whole.slice(whole.lastIndexOf('\r') + 1)
}
