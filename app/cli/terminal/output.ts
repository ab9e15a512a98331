/**
 * Standard output, written by its number. A stream of Node's would hold on to number 1, which jobs and what they start
 * must not write to: once Python is there, the result goes through a number that only we know (`claim.ts`).
 */
import { write } from 'node:fs'
import { isatty } from 'node:tty'
import { promisify } from 'node:util'
import { type ErrorReport, GilderError } from '../../contract/error'
import { reasonOf } from '../../core/text'

const STDOUT = 1
/** How long to wait for a reader that is slower than we are. */
const PAUSE_MS = 5

const writeTo = promisify(write)

export class Output {
  /** Null without a terminal. */
  readonly columns: number | null
  private fd: number
  private waiting: Buffer[] = []
  private work: Promise<void> | null = null
  private ended = false
  private broken = false
  private failure: GilderError | null = null

  constructor(fd = STDOUT) {
    this.fd = fd
    this.columns = fd === STDOUT && isatty(fd) ? process.stdout.columns : null
  }

  write(text: string): void {
    if (this.ended || this.broken || text === '') return
    this.waiting.push(Buffer.from(text))
    this.work ??= this.drain()
  }

  /** What was written so far is the last of it. */
  end(): void {
    this.ended = true
  }

  /** From now on text goes to that number; resolves when nothing more is on its way to the old one. */
  async moveTo(fd: number): Promise<void> {
    const { fd: old } = this
    this.fd = fd
    if (old !== fd) await this.work
  }

  /** Resolves when everything has been written; throws a GilderError when something could not be. */
  async flush(): Promise<void> {
    await this.work
    if (this.failure !== null) throw this.failure
  }

  private async drain(): Promise<void> {
    for (let next = this.waiting; next.length > 0; next = this.waiting) {
      this.waiting = []
      await this.send(Buffer.concat(next))
    }
    this.work = null
  }

  /** On a thread of its own: a reader that pauses (`| less`) must not keep signals from being heard. */
  private async send(bytes: Buffer): Promise<void> {
    let rest = bytes
    while (rest.length > 0 && !this.broken) {
      try {
        const { bytesWritten } = await writeTo(this.fd, rest)
        rest = rest.subarray(bytesWritten)
      } catch (error) {
        await this.hear(error)
      }
    }
  }

  private async hear(error: unknown): Promise<void> {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EAGAIN') {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      return
    }
    this.broken = true
    // The reader has seen enough (`| head`): that is not an error.
    if (code !== 'EPIPE') this.failure = new GilderError(unwritten(error))
  }
}

const unwritten = (error: unknown): ErrorReport => ({
  kind: 'output',
  message: `The result could not be written to standard output: ${reasonOf(error)}.`,
  hint: 'Send it somewhere else, or copy the results to a folder with --out.',
})
