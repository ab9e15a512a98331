import { describe, expect, it } from 'vitest'
import { applyEvents, applySnapshot, hasGap } from '../../../app/renderer/store/events'
import { initialState } from '../../../app/renderer/store/state'
import { job, line, logged, progressed, run, snapshot } from './records'

const start = applySnapshot(initialState, snapshot({ runs: [run('b', 'running'), run('a')] }))

describe('a snapshot', () => {
  it('is the whole picture: runs in order, the first job chosen, progress of what still runs', () => {
    const progress = { fraction: 0.5, message: 'half' }
    const state = applySnapshot(
      initialState,
      snapshot({ runs: [run('new', 'running', { progress }), run('old', 'cancelled', { progress })] }),
    )
    expect(state.order).toEqual(['new', 'old'])
    expect(state.job).toBe('kmeans')
    expect(state.progress).toEqual({ new: progress })
  })

  it('keeps what the user looks at while it is still there', () => {
    const looking = { ...start, open: 'a', job: 'kmeans' }
    expect(applySnapshot(looking, snapshot({ runs: [run('a')] })).open).toBe('a')
    expect(applySnapshot(looking, snapshot({ runs: [] })).open).toBeNull()
    expect(applySnapshot(looking, snapshot({ jobs: [{ ...job, id: 'other' }] })).job).toBe('other')
  })
})

describe('the points of a sweep', () => {
  it('are known but not listed: the sweep stands for them', () => {
    const point = run('point', 'done', { sweep: 'b' })
    expect(applySnapshot(initialState, snapshot({ runs: [run('b'), point] })).order).toEqual(['b'])
    const state = applyEvents(start, [{ seq: 11, type: 'run', run: point }])
    expect(state.order).toEqual(start.order)
    expect(state.runs.point).toBe(point)
    expect(state.said).toBe(start.said)
  })
})

describe('events', () => {
  it('that the snapshot already holds change nothing', () => {
    expect(applyEvents(start, [progressed(9, 'b', 0.9), logged(10, 'b', line(1))])).toBe(start)
  })

  it('are taken in once, in order', () => {
    const state = applyEvents(start, [
      progressed(11, 'b', 0.1),
      progressed(12, 'b', 0.2),
      progressed(11, 'b', 0.1),
    ])
    expect(state.progress.b?.fraction).toBe(0.2)
    expect(state.seq).toBe(12)
  })

  it('show a gap when one of them is missing, and none when all before are known', () => {
    expect(hasGap(start, [progressed(11, 'b', 0.1)])).toBe(false)
    expect(hasGap(start, [progressed(9, 'b', 0.1), progressed(11, 'b', 0.1)])).toBe(false)
    expect(hasGap(start, [progressed(12, 'b', 0.1)])).toBe(true)
    expect(hasGap(start, [])).toBe(false)
  })

  it('place a run that another Gilder started by its time', () => {
    const at = (id: string, hour: number) =>
      run(id, 'done', { created: new Date(Date.UTC(2025, 2, 4, hour)).toISOString() })
    const state = applySnapshot(initialState, snapshot({ runs: [at('noon', 12), at('ten', 10)] }))
    const order = (id: string, hour: number) =>
      applyEvents(state, [{ seq: 11, type: 'run', run: at(id, hour) }]).order
    expect(order('x', 13)).toEqual(['x', 'noon', 'ten'])
    expect(order('x', 11)).toEqual(['noon', 'x', 'ten'])
    expect(order('x', 9)).toEqual(['noon', 'ten', 'x'])
  })

  it('end a run: progress and the wish to cancel go, and it is said once', () => {
    const before = {
      ...start,
      stopping: { b: true } as const,
      progress: { b: { fraction: 0.4, message: '' } },
    }
    const ended = applyEvents(before, [{ seq: 11, type: 'run', run: run('b', 'cancelled') }])
    expect(ended.progress).toEqual({})
    expect(ended.stopping).toEqual({})
    expect(ended.said).toEqual({ seq: 1, text: 'K-means clustering: cancelled' })
    const again = applyEvents(ended, [{ seq: 12, type: 'run', run: run('b', 'cancelled') }])
    expect(again.said).toBe(ended.said)
  })

  it('keep the log of a finished run only while somebody looks at it', () => {
    const ending = [logged(11, 'b', line(1)), { seq: 12, type: 'run', run: run('b') } as const]
    expect(applyEvents(start, ending).logs).toEqual({})
    expect(applyEvents({ ...start, open: 'b' }, ending).logs.b?.lines).toHaveLength(1)
  })

  it('remove a run with everything that belongs to it', () => {
    const looking = applyEvents({ ...start, open: 'b' }, [progressed(11, 'b', 0.5), logged(12, 'b', line(1))])
    const state = applyEvents(looking, [{ seq: 13, type: 'removed', run: 'b' }])
    expect(state).toMatchObject({ order: ['a'], progress: {}, logs: {}, open: null })
    expect(Object.keys(state.runs)).toEqual(['a'])
  })

  it('bring the catalogue', () => {
    const waiting = applySnapshot(initialState, snapshot({ ready: false, jobs: [] }))
    expect(waiting.job).toBeNull()
    const { runtime } = snapshot()
    const state = applyEvents(waiting, [{ seq: 11, type: 'catalog', runtime, jobs: [job], problems: [] }])
    expect(state).toMatchObject({ ready: true, job: 'kmeans' })
  })
})
