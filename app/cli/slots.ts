/** Places for as many runs at once as were asked for; the usual ones are for a window that somebody works in. */
import type { Jobs } from '../core/jobs/jobs'

export async function widen(jobs: Jobs, parallel: number | null): Promise<void> {
  if (parallel === null) return
  const { settings } = jobs.queue()
  const app = Math.min(parallel, 64)
  const isolated = Math.min(parallel, 256)
  await jobs.configureQueue({ ...settings, slots: { app, isolated, cluster: parallel } })
}
