import { exitCodes } from '../exit-code'
import { jsonLine } from '../json-line'
import { listText } from '../terminal/job-text'
import type { Context } from './context'

/** --list */
export async function list({ core, shared, screen, report }: Context): Promise<number> {
  const { jobs, problems } = await core.catalog.shipped()
  if (shared.json) for (const job of jobs) screen.out(jsonLine({ type: 'job', ...job }))
  else screen.out(listText(jobs, screen.columns))
  for (const problem of problems) report.problem(problem)
  return exitCodes.ok
}
