/** What the window can do with its history: read on, and search. */
import type { HistoryPage } from '../../contract/api'
import { answerOf } from './notices'
import type { State } from './state'
import { useStore } from './store'

/** Runs of a page: some screens of them. */
const PAGE = 200

/** A search that was begun after this one makes its answer worthless. */
let latest = 0

export async function searchHistory(query: string): Promise<void> {
  latest += 1
  const own = latest
  if (query.trim() === '') {
    useStore.setState({ search: null })
    return
  }
  useStore.setState(({ search }) => ({
    search: { query, found: search?.found ?? [], next: null, asking: true, error: null },
  }))
  const reply = await window.gilder.history({ query, before: null, limit: PAGE })
  if (own !== latest) return
  if (!reply.ok) {
    useStore.setState({ search: { query, found: [], next: null, asking: false, error: reply.error } })
    return
  }
  const { value } = reply
  useStore.setState((state) => ({
    runs: withFound(state, value),
    search: { query, found: idsOf(value), next: value.next, asking: false, error: null },
  }))
}

/** The next page of what is shown, if there is one and nobody has asked for it yet. */
export async function readOn(): Promise<void> {
  const { search } = useStore.getState()
  await (search === null ? readOlder() : readFound())
}

async function readOlder(): Promise<void> {
  const { older } = useStore.getState()
  if (older.asking || older.next === null) return
  useStore.setState({ older: { ...older, asking: true } })
  // The first page, which the snapshot has brought already, tells where the second one begins.
  const page = await answerOf(window.gilder.history({ query: '', before: older.next ?? null, limit: PAGE }))
  useStore.setState((state) => {
    if (page === undefined) return { older: { next: null, asking: false } }
    return { ...withOlder(state, page), older: { next: page.next, asking: false } }
  })
  if (older.next === undefined && page?.next) await readOlder()
}

async function readFound(): Promise<void> {
  const { search } = useStore.getState()
  if (search === null || search.asking || search.next === null) return
  const own = latest
  useStore.setState({ search: { ...search, asking: true } })
  const page = await answerOf(
    window.gilder.history({ query: search.query, before: search.next, limit: PAGE }),
  )
  if (own !== latest) return
  useStore.setState((state) => {
    if (state.search === null) return {}
    if (page === undefined) return { search: { ...state.search, next: null, asking: false } }
    const found = [...state.search.found, ...idsOf(page)]
    return {
      runs: withFound(state, page),
      search: { ...state.search, found, next: page.next, asking: false },
    }
  })
}

const idsOf = ({ runs }: HistoryPage): readonly string[] => runs.map(({ id }) => id)

/** Events know more about a run that is here already than a page that was made before them. */
export const withFound = (state: State, { runs }: HistoryPage): State['runs'] => ({
  ...Object.fromEntries(runs.map((run) => [run.id, run])),
  ...state.runs,
})

/** The order with the runs of a page in it, newest first, each once. */
export function withOlder(state: State, page: HistoryPage): Pick<State, 'runs' | 'order'> {
  const runs = withFound(state, page)
  const all = [...new Set([...state.order, ...idsOf(page)])]
  const made = (id: string): string => runs[id]?.created ?? ''
  // Stable: those of one moment stay as they are.
  all.sort((a, b) => (made(a) < made(b) ? 1 : made(a) > made(b) ? -1 : 0))
  return { runs, order: all }
}
