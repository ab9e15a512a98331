/** Which point of a sweep is the best, by a metric and the direction that is better. */
import { GilderError } from '../../contract/error'
import { nearest } from '../near'
import { text } from '../text'

export interface Goal {
  readonly metric: string
  readonly better: 'lower' | 'higher'
}

/** Names whose better direction nobody doubts; any other metric has to be named with its direction. */
const LOWER = /(^|_)(loss|error|err|rmse|mse|mae|mape|inertia|nll|perplexity|seconds)(_|$)/i
const HIGHER = /(^|_)(accuracy|acc|score|auc|f1|r2|precision|recall|silhouette|likelihood)(_|$)/i

const directions: ReadonlyMap<string, Goal['better']> = new Map([
  ['min', 'lower'],
  ['max', 'higher'],
])

/** `loss`, `loss:min` or `score:max`. */
export function parseGoal(given: string): Goal {
  const at = given.lastIndexOf(':')
  const metric = at < 0 ? given : given.slice(0, at)
  const direction = at < 0 ? null : given.slice(at + 1)
  const better = direction === null ? directionOf(metric) : (directions.get(direction) ?? null)
  if (better === null || metric === '') throw new GilderError(text.sweepGoal(given))
  return { metric, better }
}

/** The first metric with a direction of its own, when none was asked for. */
export function usualGoal(metrics: readonly string[]): Goal | null {
  for (const metric of metrics) {
    const better = directionOf(metric)
    if (better !== null) return { metric, better }
  }
  return null
}

export function checkGoal(goal: Goal, metrics: readonly string[]): void {
  if (metrics.includes(goal.metric)) return
  throw new GilderError(text.sweepMetric(goal.metric, nearest(goal.metric, metrics), metrics))
}

/** The index of the best value; null when there is none. The first of equal ones. */
export function bestOf(values: readonly (number | null)[], better: Goal['better']): number | null {
  let best: number | null = null
  let least = Number.POSITIVE_INFINITY
  for (const [index, value] of values.entries()) {
    if (value === null || Number.isNaN(value)) continue
    const cost = better === 'lower' ? value : -value
    if (cost < least) {
      best = index
      least = cost
    }
  }
  return best
}

function directionOf(metric: string): Goal['better'] | null {
  if (LOWER.test(metric)) return 'lower'
  return HIGHER.test(metric) ? 'higher' : null
}
