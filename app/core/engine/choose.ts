/** Where a run is executed: a pure function of everything that has a say in it, the strongest first. */
import type { JobSpec } from '../../contract/job'
import type { Placement, Plan } from '../../contract/run'

export interface Choice {
  readonly job: Pick<JobSpec, 'isolation'>
  readonly plan: Pick<Plan, 'placement' | 'cluster'>
  /** What the user has set for all jobs; null leaves it to what kind of job it is. */
  readonly setting: Placement | null
  /** Whether the job comes with Gilder. */
  readonly shipped: boolean
  /** Whether it has once taken its process down. */
  readonly crashed: boolean
}

export function choose({ job, plan, setting, shipped, crashed }: Choice): Placement {
  if (plan.placement !== null) return plan.placement
  if (plan.cluster !== null) return 'cluster'
  if (crashed) return 'isolated'
  switch (job.isolation) {
    case 'process':
      return 'isolated'
    case 'app':
      return 'app'
    case undefined:
      return setting ?? (shipped ? 'app' : 'isolated')
  }
}
