import { beforeEach, describe, expect, it } from 'vitest'
import type { HistoryPage, HistoryRequest, Reply } from '../../../app/contract/api'
import { applyEvents, applySnapshot } from '../../../app/renderer/store/events'
import { readOn, searchHistory } from '../../../app/renderer/store/history'
import { initialState } from '../../../app/renderer/store/state'
import { useStore } from '../../../app/renderer/store/store'
import { run, snapshot } from './records'

const at = (id: string, hour: number) =>
  run(id, 'done', { created: `2025-03-04T${String(hour).padStart(2, '0')}:00:00.000Z` })
const page = (next: string | null, ...runs: HistoryPage['runs']): Reply<HistoryPage> => ({
  ok: true,
  value: { runs, next, partial: false },
})

let asked: HistoryRequest[] = []
let answers: ((request: HistoryRequest) => Reply<HistoryPage> | Promise<Reply<HistoryPage>>)[] = []

beforeEach(() => {
  asked = []
  answers = []
  const history = async (request: HistoryRequest) => {
    asked.push(request)
    const answer = answers.shift()
    if (answer === undefined) throw new Error('Nobody expected this question.')
    return answer(request)
  }
  Object.assign(globalThis, { window: { gilder: { history } } })
  useStore.setState(applySnapshot(initialState, snapshot({ runs: [at('d', 12), at('c', 11)] })), true)
})

describe('reading on', () => {
  it('brings older runs, each once, until there are no more', async () => {
    answers = [() => page('7', at('d', 12), at('c', 11)), () => page(null, at('b', 10), at('a', 9))]
    await readOn()
    expect(asked.map(({ before }) => before)).toEqual([null, '7'])
    expect(useStore.getState().order).toEqual(['d', 'c', 'b', 'a'])
    await readOn()
    expect(asked).toHaveLength(2)
  })

  it('does not ask twice at once', async () => {
    answers = [() => page(null, at('b', 10))]
    await Promise.all([readOn(), readOn()])
    expect(useStore.getState().order).toEqual(['d', 'c', 'b'])
  })
})

describe('a search', () => {
  it('shows what was found, and leaves the list as it was', async () => {
    answers = [() => page('3', at('b', 10)), () => page(null, at('a', 9))]
    await searchHistory('iris')
    await readOn()
    const { search, order, runs } = useStore.getState()
    expect([search?.found, search?.next, order]).toEqual([['b', 'a'], null, ['d', 'c']])
    expect(runs.a?.id).toBe('a')
    await searchHistory(' ')
    expect(useStore.getState().search).toBeNull()
  })

  it('that cannot be understood says why', async () => {
    const error = { kind: 'usage', message: 'There is no state "x".' } as const
    answers = [() => ({ ok: false, error })]
    await searchHistory('state:x')
    expect(useStore.getState().search).toMatchObject({ found: [], error, asking: false })
  })

  it('counts only when it is the latest one', async () => {
    let late = (_: Reply<HistoryPage>): void => {}
    answers = [
      () =>
        new Promise((settle) => {
          late = settle
        }),
      () => page(null, at('b', 10)),
    ]
    const first = searchHistory('ir')
    await searchHistory('iris')
    late(page(null, at('a', 9)))
    await first
    expect(useStore.getState().search?.found).toEqual(['b'])
  })

  it('keeps what it found over a new snapshot, and loses what is removed', async () => {
    answers = [() => page(null, at('b', 10), at('a', 9))]
    await searchHistory('iris')
    const again = applySnapshot(useStore.getState(), snapshot({ runs: [at('d', 12)] }))
    expect([again.order, again.runs.a?.id]).toEqual([['d'], 'a'])
    const removed = applyEvents(again, [{ seq: 11, type: 'removed', run: 'a' }])
    expect(removed.search?.found).toEqual(['b'])
  })
})
