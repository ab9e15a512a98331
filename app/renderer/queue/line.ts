/** The runs of the queue in their order; pure, to be tested alone. */
import type { Run } from '../../contract/run'
import type { State } from '../store/state'

export interface Line {
  readonly running: readonly Run[]
  /** The next one first. */
  readonly waiting: readonly Run[]
  /** Those that ended today, the last one first. */
  readonly ended: readonly Run[]
}

/** Points of a sweep are its own business, but while they run they are to be seen. */
export function lineOf(runs: State['runs'], now: number): Line {
  const all = Object.values(runs)
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  return {
    running: all
      .filter(({ state }) => state === 'running')
      .sort((a, b) => compare(a.started ?? '', b.started ?? '')),
    waiting: all
      .filter(({ state }) => state === 'queued')
      .sort((a, b) => b.plan.priority - a.plan.priority || a.plan.order - b.plan.order),
    ended: all
      .filter(
        ({ finished, sweep }) => sweep === null && finished !== null && Date.parse(finished) >= midnight,
      )
      .sort((a, b) => compare(b.finished ?? '', a.finished ?? '')),
  }
}

/** The run before which one has to be put to be a place further up or down; undefined at the end of its priority. */
export function neighbour(waiting: readonly Run[], id: string, step: 1 | -1): Run | undefined {
  const at = waiting.findIndex((run) => run.id === id)
  const next = waiting[at + step]
  return next?.plan.priority === waiting[at]?.plan.priority ? next : undefined
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
