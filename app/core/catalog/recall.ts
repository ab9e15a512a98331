/** The job of an old run, to run it again: one that ships by its name, one of somebody's own as the very file it was. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { GilderError } from '../../contract/error'
import type { JobRef, JobSpec } from '../../contract/job'
import { text } from '../text'
import type { Catalog } from './catalog'

/** By the end of its path, not by where Gilder is now: it may have been moved or updated since. */
const SHIPPED = /[/\\]python-runtime[/\\]jobs[/\\]([^/\\]+)[/\\]\1\.py$/

/** Describing a file executes it, so only what was executed before is: the same content under the same name. */
export async function recall(catalog: Catalog, job: JobRef): Promise<JobSpec> {
  if (SHIPPED.test(job.file)) return catalog.find(job.id)
  const content = await readFile(job.file).catch(() => null)
  if (content === null || createHash('sha256').update(content).digest('hex') !== job.sha256) {
    throw new GilderError(text.jobHasChanged(job.file))
  }
  return catalog.inFile(job.file, job.function)
}
