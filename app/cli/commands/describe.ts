import { reportOf } from '../../contract/error'
import type { JobSpec } from '../../contract/job'
import { parseReference } from '../../core/catalog/reference'
import type { Core } from '../../core/core'
import { ownJobNamed } from '../../core/own/named'
import { exitCodes } from '../exit-code'
import { jsonLine } from '../json-line'
import { describeText } from '../terminal/job-text'
import type { Context } from './context'

/** --describe */
export async function describe({ core, shared, screen }: Context, name: string): Promise<number> {
  const job = await findJob(core, name)
  screen.out(shared.json ? jsonLine({ type: 'job', name, ...job }) : describeText(job, name))
  return exitCodes.ok
}

export function findJob(core: Core, name: string): Promise<JobSpec> {
  const reference = parseReference(name)
  switch (reference.type) {
    case 'shipped':
      return findNamed(core, reference.name)
    case 'file':
      return core.catalog.inFile(reference.file, reference.function)
  }
}

/** A shipped one first: no file of anybody takes its name. */
async function findNamed(core: Core, name: string): Promise<JobSpec> {
  try {
    return await core.catalog.find(name)
  } catch (error) {
    if (reportOf(error).kind !== 'usage') throw error
    const own = await ownJobNamed(await core.places.folders(), name)
    if (own === null) throw error
    return core.catalog.inFile(own.file, own.function)
  }
}
