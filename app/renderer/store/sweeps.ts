/** What the window can do with sweeps: several values in the fields of a form, and one run of them all. */
import type { HistoryPage, Reply } from '../../contract/api'
import type { SweepRequest } from '../../contract/sweep'
import { asJson } from '../format/json'
import { withFound } from './history'
import { answerOf } from './notices'
import { openRun, takenOn } from './runs'
import { type Axis, type SweepDraft, type Values, without } from './state'
import { useStore } from './store'

const NO_SWEEP: SweepDraft = { axes: {}, samples: null, parallel: null, best: '' }

/** Undefined goes back to a single value. */
export function setAxis(job: string, name: string, axis: Axis | undefined): void {
  useStore.setState(({ sweeps }) => {
    const draft = sweeps[job] ?? NO_SWEEP
    const axes = axis === undefined ? without(draft.axes, name) : { ...draft.axes, [name]: axis }
    const nothing = Object.keys(axes).length === 0
    return { sweeps: nothing ? without(sweeps, job) : { ...sweeps, [job]: { ...draft, axes } } }
  })
}

export function setSweep(job: string, change: Partial<Omit<SweepDraft, 'axes'>>): void {
  useStore.setState(({ sweeps }) => {
    const draft = sweeps[job]
    return draft === undefined ? {} : { sweeps: { ...sweeps, [job]: { ...draft, ...change } } }
  })
}

export const axisText = (axis: Axis): string => (typeof axis === 'string' ? axis : (asJson(axis) ?? '[]'))

export function requestOf({ axes, samples, parallel, best }: SweepDraft): SweepRequest {
  return {
    axes: Object.entries(axes).map(([name, axis]) => `${name}=${axisText(axis)}`),
    samples,
    seed: 0,
    parallel,
    best: best.trim() === '' ? null : best.trim(),
  }
}

/** What all points share. */
export const shared = ({ axes }: SweepDraft, params: Values): Values =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !Object.hasOwn(axes, name)))

export const planSweep = (job: string, params: Values, draft: SweepDraft): Promise<Reply<number>> =>
  window.gilder.planSweep({ job, params: shared(draft, params), sweep: requestOf(draft) })

export async function submitSweep(job: string, params: Values, draft: SweepDraft): Promise<boolean> {
  const submission = { job, params: shared(draft, params), sweep: requestOf(draft) }
  return takenOn(job, await answerOf(window.gilder.submitSweep(submission)))
}

/** The run of a point: one that the window has not heard of yet is looked for in the history. */
export async function openPoint(sweep: string, run: string): Promise<void> {
  const query = `sweep:${sweep}`
  let before: string | null = null
  while (!(run in useStore.getState().runs)) {
    const page: HistoryPage | undefined = await answerOf(window.gilder.history({ query, before, limit: 500 }))
    if (page === undefined) return
    const found: HistoryPage = page
    useStore.setState((state) => ({ runs: withFound(state, found) }))
    if (found.next === null) break
    before = found.next
  }
  openRun(run)
}

/** The sweep that an old run was, for the form of its job. */
export async function sweepOf(run: string): Promise<SweepDraft | undefined> {
  const request = await answerOf(window.gilder.sweepRequest(run))
  if (request === undefined) return undefined
  const { axes, samples, parallel, best } = request
  return {
    axes: Object.fromEntries(axes.map(axisFrom)),
    samples: samples ?? null,
    parallel: parallel ?? null,
    best: best ?? '',
  }
}

/** `lr=0.1,0.01` as a form has it. */
export function axisFrom(text: string): readonly [string, Axis] {
  const at = text.indexOf('=')
  const values = text.slice(at + 1).trim()
  return [text.slice(0, at).trim(), listFrom(values) ?? values]
}

function listFrom(text: string): readonly unknown[] | null {
  if (!text.startsWith('[')) return null
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list : null
  } catch {
    return null
  }
}
