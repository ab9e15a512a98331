/**
 * Which jobs are executed inside of this process right now, in a small file that outlives it: where one of them takes
 * the whole of Gilder down there is nobody left to say so. A file of a dead process names the jobs that died with it.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ProcessRef } from '../../contract/run'
import { isAlive, isOwn, thisProcess } from '../store/owner'
import { same, type Where } from './crashes'

const Content = z.object({
  version: z.literal(1),
  by: ProcessRef,
  jobs: z.array(z.object({ file: z.string(), function: z.string() })),
})

interface Left {
  readonly path: string
  readonly jobs: readonly Where[]
}

export class Inside {
  private readonly going = new Map<string, Where>()

  constructor(private readonly folder: string) {}

  /** At once, on this thread: the job may be over, and Gilder with it, before another one has written anything. */
  enter(run: string, { file, function: name }: Where): void {
    this.going.set(run, { file, function: name })
    this.keep()
  }

  /** It has ended; or somebody ends it, and who then loses patience ends Gilder as well: that is not the job's deed. */
  leave(run: string): void {
    if (this.going.delete(run)) this.keep()
  }

  /** Whether a Gilder that is dead by now was executing it. Changes nothing. */
  async hasDied(job: Where): Promise<boolean> {
    return (await this.left()).some(({ jobs }) => jobs.some((one) => same(one, job)))
  }

  /** Hands on what the dead have left, and clears it away. */
  async settle(add: (job: Where) => Promise<void>): Promise<void> {
    for (const { path, jobs } of await this.left()) {
      for (const job of jobs) await add(job)
      await rm(path, { force: true }).catch(() => {})
    }
  }

  private async left(): Promise<readonly Left[]> {
    const names = await readdir(this.folder).catch(() => [])
    const found = await Promise.all(names.map((name) => leftIn(join(this.folder, name))))
    return found.filter((each) => each !== null)
  }

  /** No durable write: what a crash of the machine loses was not the deed of a job. */
  private keep(): void {
    const by = thisProcess()
    const path = join(this.folder, `${by.pid}.json`)
    try {
      if (this.going.size === 0) rmSync(path, { force: true })
      else {
        mkdirSync(this.folder, { recursive: true })
        writeFileSync(path, JSON.stringify({ version: 1, by, jobs: [...this.going.values()] }))
      }
    } catch {
      // A disk that cannot be written keeps no job from running.
    }
  }
}

/** Null of one that lives, also on another machine; what is older than this start of the machine names nobody. */
async function leftIn(path: string): Promise<Left | null> {
  try {
    const { by, jobs } = Content.parse(JSON.parse(await readFile(path, 'utf8')))
    if (isOwn(by) || isAlive(by)) return null
    return { path, jobs: by.boot === thisProcess().boot ? jobs : [] }
  } catch {
    return null
  }
}
