/**
 * Many events in, few out: a job may report a million times a second, a window wants twenty changes of it. The first
 * report goes out at once, later ones wait for the beat; of progress only the newest counts, of the log every line.
 */
import type { LogLine, MetricPoints, Progress } from '../../contract/run'
import { plus, thinned } from './thinning'

/** Each beat can carry one event of each kind: of two kinds together at most 20 a second. */
export const BEAT_MS = 100

/** More than this a beat is more than anybody can read; the file has them all. */
export const LINES_A_BEAT = 500

/** Of one metric: more than this in a beat are more than there are pixels for. */
export const POINTS_A_BEAT = 200

export interface Sink {
  readonly progress: (progress: Progress) => void
  readonly log: (lines: readonly LogLine[]) => void
  readonly metrics: (series: readonly MetricPoints[]) => void
}

export class Coalescer {
  private readonly sink: Sink
  private progress: Progress | null = null
  private lines: LogLine[] = []
  private skipped = 0
  private metrics = new Map<string, MetricPoints>()
  private timer: ReturnType<typeof setTimeout> | null = null

  constructor(sink: Sink) {
    this.sink = sink
  }

  pushProgress(progress: Progress): void {
    this.progress = progress
    this.arm()
  }

  pushLine(line: LogLine): void {
    this.lines.push(line)
    if (this.lines.length > 2 * LINES_A_BEAT) this.thin()
    this.arm()
  }

  pushMetrics(series: readonly MetricPoints[]): void {
    for (const told of series) {
      const before = this.metrics.get(told.name)
      const both = before === undefined ? told : plus(before, told)
      this.metrics.set(
        told.name,
        both.points.length > 10 * POINTS_A_BEAT ? thinned(both, POINTS_A_BEAT) : both,
      )
    }
    this.arm()
  }

  /** So many lines came before the next one and cannot be had. */
  skip(lines: number): void {
    if (lines === 0) return
    this.skipped += this.lines.length + lines
    this.lines = []
  }

  /** Sends what waits, for the last time. */
  end(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    this.send()
  }

  private arm(): void {
    if (this.timer !== null) return
    this.send()
    this.timer = setTimeout(() => this.beat(), BEAT_MS)
  }

  private beat(): void {
    this.timer = null
    // Quiet for a whole beat: the next report goes out at once again.
    if (this.progress !== null || this.lines.length > 0 || this.metrics.size > 0) this.arm()
  }

  private send(): void {
    const { progress } = this
    this.progress = null
    if (progress !== null) this.sink.progress(progress)
    this.sendMetrics()
    this.thin()
    const { lines, skipped } = this
    this.lines = []
    this.skipped = 0
    const [first] = lines
    if (first === undefined) return
    this.sink.log(skipped === 0 ? lines : [skippedLine(first, skipped), ...lines])
  }

  private sendMetrics(): void {
    const { metrics } = this
    if (metrics.size === 0) return
    this.metrics = new Map()
    this.sink.metrics([...metrics.values()].map((each) => thinned(each, POINTS_A_BEAT)))
  }

  private thin(): void {
    const excess = this.lines.length - LINES_A_BEAT
    if (excess <= 0) return
    this.lines = this.lines.slice(excess)
    this.skipped += excess
  }
}

const skippedLine = (before: LogLine, lines: number): LogLine => ({
  at: before.at,
  level: 'warning',
  text: `… ${lines.toLocaleString('en-GB')} lines came too fast to show; the log file has the first and the last …`,
})
