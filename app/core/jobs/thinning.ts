/** Fewer points of a metric that look the same: of each stretch the lowest and the highest, and the last of all. */
import type { Measured, MetricPoint, MetricPoints } from '../../contract/run'

export function plus(before: MetricPoints, after: MetricPoints): MetricPoints {
  return { name: before.name, points: [...before.points, ...after.points], total: after.total }
}

export function thinned(series: MetricPoints, most: number): MetricPoints {
  const { points } = series
  if (points.length <= most) return series
  const size = Math.ceil(points.length / Math.max(1, Math.floor((most - 1) / 2)))
  const kept: MetricPoint[] = []
  for (let start = 0; start < points.length; start += size) {
    kept.push(...extremes(points, start, Math.min(start + size, points.length)))
  }
  const last = points[points.length - 1]
  if (last !== undefined && kept[kept.length - 1] !== last) kept.push(last)
  return { ...series, points: kept }
}

/** The lowest and the highest in their order; what is no number is kept where there is nothing else. */
function extremes(points: readonly MetricPoint[], start: number, end: number): readonly MetricPoint[] {
  let low: number | null = null
  let high: number | null = null
  for (let at = start; at < end; at += 1) {
    const value = valueAt(points, at)
    if (value === null) continue
    if (low === null || value < (valueAt(points, low) ?? 0)) low = at
    if (high === null || value > (valueAt(points, high) ?? 0)) high = at
  }
  const places = low === null || high === null ? [start] : [...new Set([low, high])].sort((a, b) => a - b)
  return places.flatMap((at) => points.slice(at, at + 1))
}

const valueAt = (points: readonly MetricPoint[], at: number): number | null =>
  numberOf(points[at]?.[1] ?? 'NaN')

/** Null for what is no number; infinities are numbers. */
export function numberOf(value: Measured): number | null {
  if (value === 'Infinity') return Number.POSITIVE_INFINITY
  if (value === '-Infinity') return Number.NEGATIVE_INFINITY
  return value === 'NaN' ? null : value
}
