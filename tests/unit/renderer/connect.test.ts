import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Api, AppEvent, Snapshot } from '../../../app/contract/api'
import { connect } from '../../../app/renderer/store/connect'
import { initialState, type State } from '../../../app/renderer/store/state'
import { progressed, run, snapshot } from './records'

/** A main process whose answers the test holds back until it wants them. */
function server() {
  const answers: ((value: Snapshot) => void)[] = []
  let send: (events: readonly AppEvent[]) => void = () => {}
  const api: Pick<Api, 'snapshot' | 'onEvents'> = {
    snapshot: () =>
      new Promise((resolve) => {
        answers.push((value) => resolve({ ok: true, value }))
      }),
    onEvents(callback) {
      send = callback
      return () => {
        send = () => {}
      }
    },
  }
  const answer = async (value: Snapshot): Promise<void> => {
    const waiting = answers.shift()
    if (waiting === undefined) throw new Error('Nobody asked for a snapshot')
    waiting(value)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { api, answer, send: (...events: AppEvent[]) => send(events), asked: () => answers.length }
}

describe('the window and the main process', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const running = snapshot({ runs: [run('a', 'running')] })
  const open = () => {
    const main = server()
    const store = createStore<State>(() => initialState)
    const stop = connect(main.api, store, () => {})
    return { ...main, store, stop }
  }

  it('loses no event that comes before the snapshot, and takes none twice', async () => {
    const { send, answer, store } = open()
    send(progressed(10, 'a', 0.1), progressed(11, 'a', 0.2))
    expect(store.getState().seq).toBe(-1)
    await answer(running)
    expect(store.getState()).toMatchObject({ seq: 11, progress: { a: { fraction: 0.2 } } })
  })

  it('asks again when events are missing', async () => {
    const { send, answer, store, asked } = open()
    await answer(running)
    send(progressed(14, 'a', 0.4))
    expect(asked()).toBe(1)
    await answer({ ...running, seq: 13 })
    expect(store.getState()).toMatchObject({ seq: 14, progress: { a: { fraction: 0.4 } } })
    expect(asked()).toBe(0)
  })

  it('draws a flood of events at most twenty times a second', async () => {
    const { send, answer, store } = open()
    await answer(running)
    let drawn = 0
    store.subscribe(() => {
      drawn += 1
    })
    for (let at = 0; at < 1000; at += 1) {
      send(progressed(11 + at, 'a', at / 1000))
      await vi.advanceTimersByTimeAsync(1)
    }
    expect(drawn).toBeLessThanOrEqual(21)
    await vi.advanceTimersByTimeAsync(50)
    expect(store.getState()).toMatchObject({ seq: 1010, progress: { a: { fraction: 0.999 } } })
  })

  it('hears nothing any more after it was stopped', async () => {
    const { send, answer, store, stop } = open()
    await answer(running)
    stop()
    send(progressed(11, 'a', 0.5))
    await vi.advanceTimersByTimeAsync(100)
    expect(store.getState().seq).toBe(10)
  })

  it('says so when there is no snapshot', async () => {
    const error = { kind: 'internal', message: 'No.' } as const
    const failures: unknown[] = []
    const api = { snapshot: async () => ({ ok: false, error }) as const, onEvents: () => () => {} }
    connect(
      api,
      createStore<State>(() => initialState),
      (failure) => failures.push(failure),
    )
    await vi.advanceTimersByTimeAsync(0)
    expect(failures).toEqual([error])
  })

  it('says once that it got no answer, and keeps asking until it gets one', async () => {
    const failures: string[] = []
    const store = createStore<State>(() => initialState)
    let asked = 0
    const api: Pick<Api, 'snapshot' | 'onEvents'> = {
      snapshot: async () => {
        asked += 1
        if (asked < 3) throw new Error('no handler')
        return { ok: true, value: running }
      },
      onEvents: () => () => {},
    }
    const stop = connect(api, store, (error) => failures.push(error.message))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toBe(3)
    expect(failures).toHaveLength(1)
    expect(Object.keys(store.getState().runs)).toEqual(['a'])
    stop()
  })
})
