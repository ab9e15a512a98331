/** What the window can do with runs. Each tells the main process; the store follows by events. */
import type { SubmitReply } from '../../contract/api'
import type { Run } from '../../contract/run'
import { isActive, withRun } from './events'
import { emptyLog, joinLog } from './log'
import { readMetrics } from './metrics'
import { answerOf, notify, notifyError } from './notices'
import { selectedJob } from './select'
import { type State, type Values, without } from './state'
import { useStore } from './store'
import { shared, sweepOf } from './sweeps'

/** True when the run was taken on; otherwise the reasons are at the fields or in the corner. */
export async function submit(job: string, params: Values): Promise<boolean> {
  return takenOn(job, await answerOf(window.gilder.submit({ job, params })))
}

/** The same once more, on record as a repetition. */
export async function rerun({ id, job }: Run): Promise<boolean> {
  return takenOn(job.id, await answerOf(window.gilder.retry(id)), true)
}

/** From where it had last kept its state. */
export async function goOn({ id, job }: Run): Promise<boolean> {
  return takenOn(job.id, await answerOf(window.gilder.goOn(id)), true)
}

/**
 * True when the run was taken on; otherwise the reasons are at the fields or in the corner. `asked`: where trust was
 * needed, somebody has been asked for it.
 */
export function takenOn(job: string, reply: SubmitReply | undefined, asked = false): boolean {
  if (reply === undefined) return false
  if (reply.state === 'accepted') {
    const { run } = reply
    // The events of a run may overtake the reply, and they know more.
    useStore.setState((state) => ({
      ...(run.id in state.runs ? {} : withRun(state, run)),
      refusals: without(state.refusals, job),
    }))
    openRun(run.id)
    return true
  }
  useStore.setState(({ refusals }) => ({ refusals: { ...refusals, [job]: reply.problems } }))
  // Whoever said no need not be told.
  if (asked && reply.error?.kind === 'trust') return false
  if (reply.error !== null) notifyError(reply.error)
  else if (reply.problems.length === 0) notify('error', 'The run was refused without a reason.')
  return false
}

export function openRun(id: string): void {
  useStore.setState((state) => ({
    open: id,
    queueShown: false,
    metrics: state.open === id ? state.metrics : {},
    logs: logsWithout(state, state.open === id ? null : state.open),
  }))
  void readLog(id)
  void readMetrics(id)
}

/** The log of the run that is left can be read again once it has ended; while it runs, its events would be lost. */
function logsWithout(state: State, left: string | null): State['logs'] {
  const run = left === null ? undefined : state.runs[left]
  return run === undefined || isActive(run.state) ? state.logs : without(state.logs, run.id)
}

async function readLog(id: string): Promise<void> {
  if (useStore.getState().logs[id]?.whole === true) return
  const read = await answerOf(window.gilder.log(id))
  if (read === undefined) return
  useStore.setState(({ logs }) => ({ logs: { ...logs, [id]: joinLog(read, logs[id] ?? emptyLog) } }))
}

export async function cancelRun(id: string): Promise<void> {
  useStore.setState(({ stopping }) => ({ stopping: { ...stopping, [id]: true } }))
  const reply = await window.gilder.cancel(id)
  if (reply.ok) return
  notifyError(reply.error)
  useStore.setState(({ stopping }) => ({ stopping: without(stopping, id) }))
}

/** Puts the parameters of an old run into the form of that job: those that it still has. */
export async function editRun(run: Run, job: string): Promise<void> {
  // Of a sweep the record has what was asked for in place of a value.
  const sweep = run.points === null ? undefined : await sweepOf(run.id)
  useStore.setState((state) => {
    const { drafts, refusals, sweeps } = state
    const known = selectedJob({ ...state, job })?.params.properties
    const values = sweep === undefined ? run.params : shared(sweep, run.params)
    const params = Object.entries(values).filter(([name]) => known === undefined || name in known)
    return {
      job,
      drafts: { ...drafts, [job]: Object.fromEntries(params) },
      sweeps: sweep === undefined ? without(sweeps, job) : { ...sweeps, [job]: sweep },
      refusals: without(refusals, job),
    }
  })
}

export const openFolder = (id: string): Promise<unknown> => answerOf(window.gilder.openFolder(id))

export const removeRun = (id: string): Promise<unknown> => answerOf(window.gilder.removeRun(id))
