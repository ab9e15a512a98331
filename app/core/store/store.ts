/** Runs as folders on disk: `runs/<id>/run.json` is the truth, and everything else can be made from it. */
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type ErrorReport, GilderError, reportOf } from '../../contract/error'
import { isFinished, type Run } from '../../contract/run'
import { reasonOf, text } from '../text'
import { syncFolder, writeDurably } from './atomic'
import { makeFolder } from './folder'
import { isAlive } from './owner'
import { decodeRun, encodeRun, RECORD, RECORD_LIMIT } from './record'
import { isRunId, newRunId } from './run-id'

const REMOVED = '.removed-'

export interface Listing {
  /** Newest first. */
  readonly runs: readonly Run[]
  /** Folders that could not be read; the others are not affected. */
  readonly problems: readonly ErrorReport[]
}

export class RunStore {
  readonly root: string

  constructor(root: string) {
    this.root = root
  }

  /** The folder of a run; refuses anything that is not a run's name, so no path can be smuggled in. */
  folder(id: string): string {
    if (!isRunId(id)) throw new GilderError(text.unknownRun(id))
    return join(this.root, id)
  }

  /** Makes the folder and its record durably; when that fails, nothing is left behind. */
  async create(run: Omit<Run, 'id'>): Promise<Run> {
    try {
      await makeFolder(this.root)
      const id = await this.claim(run.job.id, new Date(run.created))
      try {
        await writeDurably(join(this.root, id, RECORD), encodeRun({ ...run, id }))
        await syncFolder(this.root)
      } catch (error) {
        await rm(join(this.root, id), { recursive: true, force: true })
        throw error
      }
      return { ...run, id }
    } catch (error) {
      throw new GilderError(text.dataFolder(this.root, error))
    }
  }

  async write(run: Run): Promise<void> {
    const folder = this.folder(run.id)
    try {
      await writeDurably(join(folder, RECORD), encodeRun(run))
    } catch (error) {
      throw new GilderError(text.dataFolder(folder, error))
    }
  }

  async read(id: string): Promise<Run> {
    const folder = this.folder(id)
    return decodeRun(id, folder, await readRecord(folder))
  }

  async list(): Promise<Listing> {
    const names = await this.names()
    const runs: Run[] = []
    const problems: ErrorReport[] = []
    // A few at a time: thousands of open files at once would hit the limit of the process.
    for (let start = 0; start < names.length; start += 32) {
      const batch = names.slice(start, start + 32).map(async (name) => {
        try {
          runs.push(await this.settled(await this.read(name)))
        } catch (error) {
          problems.push(reportOf(error))
        }
      })
      await Promise.all(batch)
    }
    runs.sort((a, b) => compare(b.created, a.created) || compare(b.id, a.id))
    return { runs, problems }
  }

  /** Out of sight by one rename, then deleted: a half-deleted folder is never listed. */
  async remove(id: string): Promise<void> {
    const folder = this.folder(id)
    const away = join(this.root, `${REMOVED}${id}`)
    try {
      await rename(folder, away)
      await rm(away, { recursive: true, force: true })
    } catch (error) {
      throw new GilderError(text.dataFolder(folder, error))
    }
  }

  private async claim(job: string, now: Date): Promise<string> {
    for (let attempt = 0; ; attempt += 1) {
      const id = newRunId(job, now)
      try {
        await mkdir(join(this.root, id))
        return id
      } catch (error) {
        if (attempt === 20 || !(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
          throw error
      }
    }
  }

  private async names(): Promise<readonly string[]> {
    try {
      const entries = await readdir(this.root, { withFileTypes: true })
      for (const { name } of entries) {
        // What a removal left that was cut short.
        if (name.startsWith(REMOVED)) await rm(join(this.root, name), { recursive: true, force: true })
      }
      return entries.filter((entry) => entry.isDirectory() && isRunId(entry.name)).map((entry) => entry.name)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw new GilderError(text.dataFolder(this.root, error))
    }
  }

  /** A run that waits or runs with nobody left to run it was interrupted. */
  private async settled(run: Run): Promise<Run> {
    if (isFinished(run.state) || (run.owner !== null && isAlive(run.owner))) return run
    // Its owner may have finished it between our look at the record and our look at the process: the dead write
    // no more, so what stands there now is final.
    const last = await this.read(run.id)
    if (isFinished(last.state)) return last
    const interrupted: Run = { ...last, state: 'interrupted', owner: null, error: text.ownerGone }
    // Where this process may not write, the run is shown as what it is all the same.
    await this.write(interrupted).catch(() => {})
    return interrupted
  }
}

async function readRecord(folder: string): Promise<string> {
  try {
    const file = await open(join(folder, RECORD), 'r')
    try {
      const { size } = await file.stat()
      if (size > RECORD_LIMIT) throw new GilderError(text.runFolder(folder, text.badRecord))
      return await file.readFile('utf8')
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof GilderError) throw error
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new GilderError(text.runFolder(folder, isMissing ? text.noRecord : reasonOf(error)))
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
