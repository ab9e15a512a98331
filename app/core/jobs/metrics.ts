/** What a run measures: every point that arrives to `metrics.jsonl`, a picture of all of them at hand, and a summary. */
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MetricPoints, MetricSummary } from '../../contract/run'
import { METRICS, metricLines, readMetrics } from '../store/metrics-file'
import { numberOf, plus, thinned } from './thinning'

/** Of each metric, at hand for a window: twice as many as a chart has pixels. */
const MOST_AT_HAND = 4000

export class Metrics {
  private readonly file: string
  private readonly known = new Map<string, MetricPoints>()
  private readonly sums = new Map<string, MetricSummary>()
  private lines: string[] = []
  private work: Promise<void> = Promise.resolve()

  constructor(folder: string) {
    this.file = join(folder, METRICS)
  }

  push(series: readonly MetricPoints[]): void {
    for (const told of series) {
      const before = this.known.get(told.name)
      const both = before === undefined ? told : plus(before, told)
      // In large steps: to thin for every few points would be quadratic.
      this.known.set(told.name, both.points.length > 2 * MOST_AT_HAND ? thinned(both, MOST_AT_HAND) : both)
      this.sums.set(told.name, summed(this.sums.get(told.name), told))
      this.lines.push(metricLines(told, before?.total ?? 0))
    }
  }

  /** In the order they were first measured. */
  get summary(): MetricSummary[] {
    return [...this.sums.values()]
  }

  series(): readonly MetricPoints[] {
    return [...this.known.values()].map((each) => thinned(each, MOST_AT_HAND))
  }

  /** Writes what was pushed. A disk that fails must not fail the run. */
  flush(): Promise<void> {
    const { lines } = this
    this.lines = []
    if (lines.length > 0) {
      this.work = this.work.then(() => appendFile(this.file, lines.join(''))).catch(() => {})
    }
    return this.work
  }
}

function summed(before: MetricSummary | undefined, { name, points, total }: MetricPoints): MetricSummary {
  let { last, step, least, greatest } = before ?? { last: 'NaN', step: 0, least: null, greatest: null }
  for (const [at, value] of points) {
    ;[last, step] = [value, at]
    const number = numberOf(value)
    if (number === null || !Number.isFinite(number)) continue
    least = least === null ? number : Math.min(least, number)
    greatest = greatest === null ? number : Math.max(greatest, number)
  }
  return { name, last, step, least, greatest, total }
}

/** What a run that is over has left in its folder. */
export async function measuredIn(folder: string): Promise<readonly MetricPoints[]> {
  const metrics = new Metrics(folder)
  for await (const piece of readMetrics(folder)) metrics.push(piece)
  return metrics.series()
}
