/** Selectors: what components ask of the store. Each returns a stored value, never a new object. */
import type { JobSpec } from '../../contract/job'
import type { OwnFile } from '../../contract/own'
import type { Run } from '../../contract/run'
import { isActive } from './events'
import { ownFileOf } from './own-files'
import type { State } from './state'

export const selectedJob = (state: State): JobSpec | undefined =>
  state.jobs.find((job) => job.id === state.job) ??
  ownFileOf(state, state.job)?.jobs.find((job) => job.id === state.job)

export const selectedFile = (state: State): OwnFile | undefined => ownFileOf(state, state.job)

export const openedRun = (state: State): Run | undefined =>
  state.open === null ? undefined : state.runs[state.open]

/** The run that "cancel" means: the one looked at, else the newest that is not finished. */
export function cancellable(state: State): Run | undefined {
  const looked = openedRun(state)
  if (looked !== undefined && isActive(looked.state)) return looked
  const id = state.order.find((other) => isActive(state.runs[other]?.state ?? 'done'))
  return id === undefined ? undefined : state.runs[id]
}

/** The job and sample to offer when there is nothing else to see. */
export const firstSample = (state: State): JobSpec | undefined =>
  state.jobs.find((job) => job.samples.length > 0)

export const isListed = (state: State, job: string): boolean =>
  state.jobs.some(({ id }) => id === job) || ownFileOf(state, job) !== undefined
