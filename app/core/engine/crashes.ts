/** The jobs that have once taken their process down: from then on each of their runs has one of its own. */
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { JobRef } from '../../contract/job'
import { writeDurably } from '../store/atomic'
import { makeFolder } from '../store/folder'

export type Where = Pick<JobRef, 'file' | 'function'>

/** Beyond this the oldest are forgotten. */
const MOST = 1000

const Content = z.object({
  version: z.literal(1),
  jobs: z.array(z.object({ file: z.string(), function: z.string() })),
})

export class Crashes {
  /** Those found by this process: where the file cannot be written they are known for as long as it lives. */
  private readonly own: Where[] = []

  constructor(private readonly file: string) {}

  /** Other Gilders add theirs: what counts is on disk. */
  async has(job: Where): Promise<boolean> {
    return this.own.some((one) => same(one, job)) || (await read(this.file)).some((one) => same(one, job))
  }

  async add({ file, function: name }: Where): Promise<void> {
    const job = { file, function: name }
    if (await this.has(job)) return
    this.own.push(job)
    const jobs = [...(await read(this.file)), job].slice(-MOST)
    try {
      await makeFolder(dirname(this.file))
      await writeDurably(this.file, JSON.stringify({ version: 1, jobs }))
    } catch {
      // Known here all the same.
    }
  }
}

export const same = (one: Where, other: Where): boolean =>
  one.file === other.file && one.function === other.function

/** A list that cannot be read is an empty one: the job crashes once more, and is in it again. */
async function read(file: string): Promise<readonly Where[]> {
  try {
    return Content.parse(JSON.parse(await readFile(file, 'utf8'))).jobs
  } catch {
    return []
  }
}
