/** What a snapshot and each event do to the state. Pure: order and duplicates are settled here. */
import type { AppEvent, Snapshot } from '../../contract/api'
import type { Run, RunState } from '../../contract/run'
import { appendLines, emptyLog } from './log'
import { keyOf, ownFileOf, withOwn } from './own-files'
import { appendPoints } from './points'
import { type State, without } from './state'

export const isActive = (state: RunState): boolean => state === 'queued' || state === 'running'

/** A sweep stands for its points, which a search finds. */
const isListed = (run: Run): boolean => run.sweep === null

export function applySnapshot(state: State, snapshot: Snapshot): State {
  const runs = Object.fromEntries(snapshot.runs.map((run) => [run.id, run]))
  const progress = Object.fromEntries(
    snapshot.runs.flatMap((run) =>
      run.progress !== null && isActive(run.state) ? [[run.id, run.progress]] : [],
    ),
  )
  const { seq, version, platform, dataFolder, runtime, ready, jobs, problems, queue, own } = snapshot
  const known = { seq, version, platform, dataFolder, runtime, ready, jobs, problems, queue }
  const order = snapshot.runs.filter(isListed).map((run) => run.id)
  const older = { next: undefined, asking: false }
  // What was found by a search stays, also where the snapshot does not reach back so far.
  const found = state.search?.found.flatMap((id) => state.runs[id] ?? []) ?? []
  const all = { ...Object.fromEntries(found.map((run) => [run.id, run])), ...runs }
  const now = withOwn({ ...state, ...known, runs: all, progress, order, older }, own)
  // Opened before this page was there to hear of it.
  const opened = state.job === null ? ownFileOf(now, snapshot.opened) : undefined
  return withSelection(opened === undefined ? now : { ...now, job: keyOf(opened) })
}

/** Takes in a batch; events that the state already holds are passed over. */
export function applyEvents(state: State, events: readonly AppEvent[]): State {
  return events.reduce((now, event) => (event.seq <= now.seq ? now : applyEvent(now, event)), state)
}

/** True when events between the state and this batch have been lost, so that only a new snapshot helps. */
export function hasGap(state: State, events: readonly AppEvent[]): boolean {
  const next = events.find((event) => event.seq > state.seq)
  return next !== undefined && next.seq !== state.seq + 1
}

function applyEvent(state: State, event: AppEvent): State {
  const now = { ...state, seq: event.seq }
  switch (event.type) {
    case 'catalog': {
      const { runtime, jobs, problems } = event
      return withSelection({ ...now, runtime, jobs, problems, ready: true })
    }
    case 'own':
      return withSelection(withOwn(now, event.own))
    case 'opened': {
      const own = ownFileOf(now, event.file)
      return own === undefined ? now : { ...now, job: keyOf(own) }
    }
    case 'run':
      return withRun(now, event.run)
    case 'progress':
      return { ...now, progress: { ...now.progress, [event.run]: event.progress } }
    case 'log':
      return {
        ...now,
        logs: { ...now.logs, [event.run]: appendLines(now.logs[event.run] ?? emptyLog, event.lines) },
      }
    case 'metrics': {
      const known = now.metrics[event.run]
      if (known === undefined) return now
      return { ...now, metrics: { ...now.metrics, [event.run]: appendPoints(known, event.series) } }
    }
    case 'queue':
      return { ...now, queue: event.queue }
    case 'notice': {
      const { tone, text, hint } = event
      // Those of the window itself count from 1.
      return { ...now, notices: [...now.notices, { id: -event.seq, tone, text, hint }] }
    }
    case 'removed':
      return {
        ...now,
        order: now.order.filter((id) => id !== event.run),
        search: now.search && { ...now.search, found: now.search.found.filter((id) => id !== event.run) },
        runs: without(now.runs, event.run),
        progress: without(now.progress, event.run),
        logs: without(now.logs, event.run),
        metrics: without(now.metrics, event.run),
        open: now.open === event.run ? null : now.open,
      }
  }
}

export function withRun(state: State, run: Run): State {
  const before = state.runs[run.id]
  const active = isActive(run.state)
  const changed = before?.state !== run.state
  return {
    ...state,
    runs: { ...state.runs, [run.id]: run },
    order: before === undefined && isListed(run) ? placed(state, run) : state.order,
    progress: progressWith(state, run),
    stopping: active ? state.stopping : without(state.stopping, run.id),
    // The log of a run nobody looks at can be read again from its folder.
    logs: active || state.open === run.id ? state.logs : without(state.logs, run.id),
    said:
      changed && run.state !== 'queued' && isListed(run)
        ? { seq: state.said.seq + 1, text: spoken(run) }
        : state.said,
  }
}

function progressWith(state: State, run: Run): State['progress'] {
  if (!isActive(run.state)) return without(state.progress, run.id)
  return run.progress === null ? state.progress : { ...state.progress, [run.id]: run.progress }
}

const spoken = (run: Run): string => `${run.job.title}: ${run.state === 'running' ? 'started' : run.state}`

/** A run started elsewhere may be older than the newest one here. */
function placed(state: State, run: Run): readonly string[] {
  const at = state.order.findIndex((id) => (state.runs[id]?.created ?? '') <= run.created)
  if (at < 0) return [...state.order, run.id]
  return [...state.order.slice(0, at), run.id, ...state.order.slice(at)]
}

const isThere = (state: State, job: string | null): boolean =>
  state.jobs.some(({ id }) => id === job) || ownFileOf(state, job) !== undefined

function withSelection(state: State): State {
  return {
    ...state,
    job: isThere(state, state.job) ? state.job : (state.jobs[0]?.id ?? null),
    open: state.open !== null && state.open in state.runs ? state.open : null,
  }
}
