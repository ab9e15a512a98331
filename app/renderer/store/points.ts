/** Measured points as the window keeps them: what main has thinned, and what came since. */
import type { MetricPoints } from '../../contract/run'

/** From here on main is asked for its own picture of them, which has fewer. */
const PLENTY = 12_000

export function appendPoints(
  known: readonly MetricPoints[],
  came: readonly MetricPoints[],
): readonly MetricPoints[] {
  const names = new Set(known.map(({ name }) => name))
  const grown = known.map((before) => {
    const after = came.find(({ name }) => name === before.name)
    // What was asked for may have been newer than an event on its way.
    if (after === undefined || after.total <= before.total) return before
    return { name: before.name, points: [...before.points, ...after.points], total: after.total }
  })
  return [...grown, ...came.filter(({ name }) => !names.has(name))]
}

export const isPlenty = (series: readonly MetricPoints[]): boolean =>
  series.some(({ points }) => points.length > PLENTY)
