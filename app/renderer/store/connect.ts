/** Keeps the store in step with the main process: subscribe, take a snapshot, then follow the events. */
import type { StoreApi } from 'zustand'
import type { Api, AppEvent } from '../../contract/api'
import type { ErrorReport } from '../../contract/error'
import { applyEvents, applySnapshot, hasGap } from './events'
import type { State } from './state'

/** The window redraws at most this often for events, however fast they come. */
const PACE_MS = 50

/** A main process that cannot answer yet may be able to a little later. */
const RETRY_MS = 2000

export function connect(
  api: Pick<Api, 'snapshot' | 'onEvents'>,
  store: StoreApi<State>,
  onFailure: (error: ErrorReport) => void,
): () => void {
  let waiting: AppEvent[] = []
  let live = false
  let failed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  const load = async (): Promise<void> => {
    live = false
    const reply = await api.snapshot().catch(unanswered)
    if (!reply.ok) {
      // Said once: the next attempts are nobody's concern until one succeeds.
      if (!failed) onFailure(reply.error)
      failed = true
      retry = setTimeout(() => void load(), RETRY_MS)
      return
    }
    failed = false
    store.setState((state) => applySnapshot(state, reply.value))
    live = true
    // Whatever is missing now cannot be had by asking once more.
    apply()
  }

  const apply = (): void => {
    const events = waiting
    waiting = []
    store.setState((state) => applyEvents(state, events))
  }

  const takeIn = (): void => {
    if (!live || waiting.length === 0) return
    if (hasGap(store.getState(), waiting)) void load()
    else apply()
  }

  /** The first of a burst is shown at once, what follows together when the pause is over. */
  const beat = (): void => {
    timer = undefined
    if (waiting.length === 0) return
    takeIn()
    timer = setTimeout(beat, PACE_MS)
  }

  const stop = api.onEvents((events) => {
    waiting.push(...events)
    if (timer === undefined) beat()
  })
  void load()

  return () => {
    clearTimeout(timer)
    clearTimeout(retry)
    stop()
  }
}

const unanswered = (): { readonly ok: false; readonly error: ErrorReport } => ({
  ok: false,
  error: {
    kind: 'internal',
    message: 'The window cannot reach the rest of Gilder.',
    hint: 'It keeps trying; if this stays, quit Gilder and start it again.',
  },
})
