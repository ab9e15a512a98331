/** The calls of the window that are about sweeps. */
import type { Core } from '../core/core'
import type { Handlers } from './dispatch'

type SweepMethod = 'planSweep' | 'submitSweep' | 'sweepRequest'

export function sweepHandlers({ sweeps }: Core): Pick<Handlers, SweepMethod> {
  return {
    planSweep: ({ job, params, sweep }) => sweeps.count(job, params, sweep),
    submitSweep: ({ job, params, sweep, plan = {} }) => sweeps.submit(job, params, sweep, plan),
    sweepRequest: (run) => sweeps.requestOf(run),
  }
}
