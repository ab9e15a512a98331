import type { JobSpec } from '../../contract/job'
import { parseReference } from '../../core/catalog/reference'
import type { Core } from '../../core/core'
import { exitCodes } from '../exit-code'
import { jsonLine } from '../json-line'
import { describeText } from '../terminal/job-text'
import type { Context } from './context'

/** --describe */
export async function describe({ core, shared, screen }: Context, name: string): Promise<number> {
  const job = await findJob(core, name)
  screen.out(shared.json ? jsonLine({ type: 'job', ...job }) : describeText(job, name))
  return exitCodes.ok
}

export function findJob(core: Core, name: string): Promise<JobSpec> {
  const reference = parseReference(name)
  switch (reference.type) {
    case 'shipped':
      return core.catalog.find(reference.name)
    case 'file':
      return core.catalog.inFile(reference.file, reference.function)
  }
}
