/**
 * The job of an old run, to run it again: one that ships by its name, one of somebody's own as the very file it was, or
 * where that is gone as the copy in the run's folder.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { GilderError } from '../../contract/error'
import type { JobRef, JobSpec } from '../../contract/job'
import { text } from '../text'
import type { Catalog } from './catalog'

/** By the end of its path, not by where Gilder is now: it may have been moved or updated since. */
const SHIPPED = /[/\\]python-runtime[/\\]jobs[/\\]([^/\\]+)[/\\]\1\.py$/

/** Describing a file executes it, so only what was executed before is: the same content under the same name. */
export async function recall(catalog: Catalog, job: JobRef, copy: string | null): Promise<JobSpec> {
  if (SHIPPED.test(job.file)) return catalog.find(job.id)
  const found = await hashOf(job.file)
  if (found === job.sha256) return catalog.inFile(job.file, job.function)
  // One that was edited is not run again by its copy: whoever has put it right means the new one.
  if (found === null && copy !== null && (await hashOf(copy)) === job.sha256) {
    return catalog.inFile(copy, job.function)
  }
  throw new GilderError(text.jobHasChanged(job.file))
}

/** Null when it cannot be read. */
async function hashOf(file: string): Promise<string | null> {
  const content = await readFile(file).catch(() => null)
  return content === null ? null : createHash('sha256').update(content).digest('hex')
}
