/** The jobs that have once taken their process down: from then on each of their runs has one of its own. */
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { JobRef } from '../../contract/job'
import { writeDurably } from '../store/atomic'
import { makeFolder } from '../store/folder'

type Where = Pick<JobRef, 'file' | 'function'>

/** Beyond this the oldest are forgotten. */
const MOST = 1000

const Content = z.object({
  version: z.literal(1),
  jobs: z.array(z.object({ file: z.string(), function: z.string() })),
})

export class Crashes {
  private jobs: Promise<readonly Where[]> | null = null

  constructor(private readonly file: string) {}

  async has(job: Where): Promise<boolean> {
    return (await this.load()).some((one) => same(one, job))
  }

  /** Other Gilders may have added theirs since: what is on disk now is what one more is added to. */
  async add(job: Where): Promise<void> {
    if (await this.has(job)) return
    const { file, function: name } = job
    const jobs = [...(await read(this.file)), { file, function: name }].slice(-MOST)
    this.jobs = Promise.resolve(jobs)
    try {
      await makeFolder(dirname(this.file))
      await writeDurably(this.file, JSON.stringify({ version: 1, jobs }))
    } catch {
      // Known for as long as this process lives.
    }
  }

  private load(): Promise<readonly Where[]> {
    this.jobs ??= read(this.file)
    return this.jobs
  }
}

const same = (one: Where, other: Where): boolean => one.file === other.file && one.function === other.function

/** A list that cannot be read is an empty one: the job crashes once more, and is in it again. */
async function read(file: string): Promise<readonly Where[]> {
  try {
    return Content.parse(JSON.parse(await readFile(file, 'utf8'))).jobs
  } catch {
    return []
  }
}
