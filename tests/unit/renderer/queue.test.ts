import { describe, expect, it } from 'vitest'
import type { Run } from '../../../app/contract/run'
import { lineOf, neighbour } from '../../../app/renderer/queue/line'
import { run } from './records'

const now = new Date(2026, 11, 1, 12).getTime()
const today = new Date(2026, 11, 1, 9).toISOString()
const yesterday = new Date(2026, 10, 30, 9).toISOString()

const waiting = (id: string, order: number, priority = 0): Run => {
  const made = run(id, 'queued')
  return { ...made, plan: { ...made.plan, order, priority } }
}
const line = (...runs: readonly Run[]) => lineOf(Object.fromEntries(runs.map((one) => [one.id, one])), now)
const ids = (runs: readonly Run[]): readonly string[] => runs.map(({ id }) => id)

describe('the queue', () => {
  it('is in the order in which its runs will start', () => {
    const { waiting: all } = line(waiting('c', 3), waiting('a', 1), waiting('urgent', 9, 5), waiting('b', 2))
    expect(ids(all)).toEqual(['urgent', 'a', 'b', 'c'])
  })

  it('has what ended today, the last one first, without the points of sweeps', () => {
    const ended = (id: string, finished: string, sweep: string | null = null): Run => ({
      ...run(id, 'done'),
      finished,
      sweep,
    })
    const later = new Date(2026, 11, 1, 10).toISOString()
    const { ended: all } = line(
      ended('x', today),
      ended('y', later),
      ended('z', yesterday),
      ended('p', today, 's'),
    )
    expect(ids(all)).toEqual(['y', 'x'])
  })

  it('moves a run among those of its priority', () => {
    const { waiting: all } = line(waiting('urgent', 9, 5), waiting('a', 1), waiting('b', 2))
    expect(neighbour(all, 'b', -1)?.id).toBe('a')
    expect(neighbour(all, 'a', 1)?.id).toBe('b')
    expect(neighbour(all, 'a', -1)).toBeUndefined()
    expect(neighbour(all, 'b', 1)).toBeUndefined()
  })
})
