/**
 * A run's log on disk, bounded: the beginning in `log.txt`, then the newest lines in two parts that take turns, so
 * that a job that prints for days costs neither memory nor disk and its last words survive even a crash. At the end
 * the parts are joined to `log.txt` with a line that says how much lies between.
 */
import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LogGap, LogLine } from '../../contract/run'
import { formatLine, leftOut, parseLines } from './log-line'

export interface LogLimits {
  readonly head: number
  readonly tail: number
}
const LIMITS: LogLimits = { head: 1024 * 1024, tail: 1024 * 1024 }

const NOTHING: LogGap = { lines: 0, bytes: 0 }
const plus = (a: LogGap, b: LogGap): LogGap => ({ lines: a.lines + b.lines, bytes: a.bytes + b.bytes })

interface Row {
  readonly text: string
  readonly bytes: number
}
const amountOf = (rows: readonly Row[]): LogGap => ({
  lines: rows.length,
  bytes: rows.reduce((sum, row) => sum + row.bytes, 0),
})

const paths = (folder: string) => ({
  head: join(folder, 'log.txt'),
  older: join(folder, 'log.older.txt'),
  newer: join(folder, 'log.newer.txt'),
})

export class LogFile {
  private readonly paths: ReturnType<typeof paths>
  private readonly limits: LogLimits
  private head: Row[] = []
  private tail: Row[] = []
  private tailBytes = 0
  private headBytes = 0
  private headFull = false
  private older = NOTHING
  private newer = NOTHING
  private dropped = NOTHING
  /** The parts on disk end where something is missing: what comes next does not follow them. */
  private stale = false
  private at = 0
  private work: Promise<void> = Promise.resolve()

  constructor(folder: string, limits: LogLimits = LIMITS) {
    this.paths = paths(folder)
    this.limits = limits
  }

  push(line: LogLine): void {
    const text = formatLine(line)
    const row: Row = { text, bytes: Buffer.byteLength(text) }
    this.at = line.at
    if (!this.headFull && this.headBytes + row.bytes <= this.limits.head) {
      this.headBytes += row.bytes
      this.head.push(row)
      return
    }
    this.headFull = true
    this.tail.push(row)
    this.tailBytes += row.bytes
    // Cut in large steps: one line at a time would move the whole array for every line printed.
    if (this.tailBytes > 2 * this.limits.tail) this.trim()
  }

  /** Something came before the next line that was not pushed. The newest lines are kept without a hole in them. */
  leaveOut(gap: LogGap): void {
    if (gap.lines === 0) return
    this.headFull = true
    this.dropped = plus(this.dropped, plus(gap, amountOf(this.tail)))
    this.tail = []
    this.tailBytes = 0
    this.stale = true
  }

  /** Writes what was pushed. A disk that fails must not fail the run. */
  flush(): Promise<void> {
    this.work = this.work.then(() => this.write()).catch(() => {})
    return this.work
  }

  /** Joins the parts to one file. */
  async close(): Promise<void> {
    await this.flush()
    if (!this.headFull) return
    try {
      const { skipped, text } = newest(await readParts(this.paths), this.limits.tail)
      const gap = plus(this.dropped, skipped)
      const note = gap.lines === 0 ? '' : formatLine(leftOut(this.at, gap.lines, gap.bytes))
      await appendFile(this.paths.head, note + text)
      await rm(this.paths.older, { force: true })
      await rm(this.paths.newer, { force: true })
    } catch {
      // The parts stay where they are, and reading finds them there.
    }
  }

  private async write(): Promise<void> {
    const { head } = this
    this.head = []
    if (head.length > 0) await appendFile(this.paths.head, joined(head))
    this.trim()
    const { tail } = this
    this.tail = []
    this.tailBytes = 0
    if (tail.length === 0) return
    const size = amountOf(tail)
    if (this.stale) {
      this.stale = false
      this.dropped = plus(this.dropped, plus(this.older, this.newer))
      this.older = NOTHING
      this.newer = size
      await writeFile(this.paths.newer, joined(tail))
      await rm(this.paths.older, { force: true })
      return
    }
    if (this.newer.bytes > 0 && this.newer.bytes + size.bytes > this.limits.tail) {
      await rename(this.paths.newer, this.paths.older)
      this.dropped = plus(this.dropped, this.older)
      this.older = this.newer
      this.newer = NOTHING
    }
    await appendFile(this.paths.newer, joined(tail))
    this.newer = plus(this.newer, size)
  }

  private trim(): void {
    let first = 0
    while (this.tailBytes > this.limits.tail && first < this.tail.length - 1) {
      this.tailBytes -= this.tail[first]?.bytes ?? 0
      first += 1
    }
    this.dropped = plus(this.dropped, amountOf(this.tail.splice(0, first)))
  }
}

/** The whole log of a run, finished or not, in the order it was written. */
export async function readLog(folder: string): Promise<readonly LogLine[]> {
  const at = paths(folder)
  const [head, parts] = await Promise.all([orEmpty(at.head), readParts(at)])
  const lines = parseLines(head)
  if (parts === '') return lines
  return [...lines, leftOut(lines.at(-1)?.at ?? 0, null, 0), ...parseLines(parts)]
}

const joined = (rows: readonly Row[]): string => rows.map((row) => row.text).join('')

async function readParts(at: ReturnType<typeof paths>): Promise<string> {
  const [older, newer] = await Promise.all([orEmpty(at.older), orEmpty(at.newer)])
  return older + newer
}

async function orEmpty(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '')
}

/** The last whole lines that fit, and how much was before them. */
function newest(text: string, limit: number): { readonly skipped: LogGap; readonly text: string } {
  const bytes = Buffer.from(text)
  if (bytes.length <= limit) return { skipped: NOTHING, text }
  const start = bytes.indexOf(10, bytes.length - limit) + 1
  const before = bytes.subarray(0, start)
  return {
    skipped: { lines: before.toString('latin1').split('\n').length - 1, bytes: before.length },
    text: bytes.subarray(start).toString('utf8'),
  }
}
