/** Where a run is executed: a pure function of everything that has a say in it, the strongest first. */
import type { JobSpec } from '../../contract/job'
import type { Placement, Plan } from '../../contract/run'

export interface Choice {
  readonly job: Pick<JobSpec, 'isolation' | 'packs'>
  readonly plan: Pick<Plan, 'placement' | 'cluster'>
  /** What the user has set for all jobs; null leaves it to what kind of job it is. */
  readonly setting: Placement | null
  /** Whether the job comes with Gilder. */
  readonly shipped: boolean
  /** Whether it has once taken its process down. */
  readonly crashed: boolean
  /** Whether Gilder's own process is no good place now, since a job in it does not stop. */
  readonly stuck: boolean
}

export function choose({ job, plan, setting, shipped, crashed, stuck }: Choice): Placement {
  if (plan.placement !== null) return plan.placement
  if (plan.cluster !== null) return 'cluster'
  if (crashed || (job.packs ?? []).length > 0) return 'isolated'
  const usual = byKind(job, setting, shipped)
  return usual === 'app' && stuck ? 'isolated' : usual
}

function byKind({ isolation }: Choice['job'], setting: Choice['setting'], shipped: boolean): Placement {
  switch (isolation) {
    case 'process':
      return 'isolated'
    case 'app':
      return 'app'
    case undefined:
      return setting ?? (shipped ? 'app' : 'isolated')
  }
}
