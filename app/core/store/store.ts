/** Runs as folders on disk: `runs/<id>/run.json` is the truth, and everything else can be made from it. */
import type { Dirent } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type ErrorReport, GilderError, reportOf } from '../../contract/error'
import { isFinished, type ProcessRef, type Run } from '../../contract/run'
import { reasonOf, text } from '../text'
import { syncFolder, writeDurably } from './atomic'
import { isClaimed } from './claim'
import { makeFolder } from './folder'
import { newestFirst } from './order'
import { isAlive } from './owner'
import { decodeRun, encodeRun, RECORD, RECORD_LIMIT } from './record'
import { isRunId, newRunId } from './run-id'

const REMOVED = '.removed-'
const NEW = '.new-'
/** What has been in the making for so long was left by a process that died over it. */
const STALE_MS = 24 * 60 * 60 * 1000

/** Four random characters meet the same four now and then, not twenty times in a row. */
const ATTEMPTS = 20

export interface Listing {
  /** Newest first. */
  readonly runs: readonly Run[]
  /** Folders that could not be read; the others are not affected. */
  readonly problems: readonly ErrorReport[]
}

/** Ends what is left of a run's processes when the Gilder that had started them is gone. */
export type EndTree = (run: string, worker: ProcessRef | null) => Promise<void>

export class RunStore {
  readonly root: string
  private readonly endTree: EndTree

  constructor(root: string, endTree: EndTree = async () => {}) {
    this.root = root
    this.endTree = endTree
  }

  /** The folder of a run; refuses anything that is not a run's name, so no path can be smuggled in. */
  folder(id: string): string {
    if (!isRunId(id)) throw new GilderError(text.unknownRun(id))
    return join(this.root, id)
  }

  /** Makes the folder with its record, durably, and shows it whole; when that fails, nothing is left behind. */
  async create(run: Omit<Run, 'id'>): Promise<Run> {
    try {
      await makeFolder(this.root)
      for (let attempt = 1; ; attempt += 1) {
        const id = newRunId(run.job.id, new Date(run.created))
        try {
          await this.build({ ...run, id })
          return { ...run, id }
        } catch (error) {
          if (attempt === ATTEMPTS || !isTaken(error)) throw error
        }
      }
    } catch (error) {
      throw new GilderError(text.dataFolder(this.root, error))
    }
  }

  async write(run: Run): Promise<void> {
    const folder = this.folder(run.id)
    try {
      await writeDurably(join(folder, RECORD), encodeRun(run))
    } catch (error) {
      throw new GilderError(text.runFolderUnwritable(folder, error))
    }
  }

  async read(id: string): Promise<Run> {
    const folder = this.folder(id)
    return decodeRun(id, folder, await readRecord(folder))
  }

  /** The same, with a run whose process is gone as the interrupted one it is. */
  async look(id: string): Promise<Run> {
    return this.settled(await this.read(id))
  }

  async list(): Promise<Listing> {
    const names = await this.names()
    await this.tidy()
    const runs: Run[] = []
    const problems: ErrorReport[] = []
    // A few at a time: thousands of open files at once would hit the limit of the process.
    for (let start = 0; start < names.length; start += 32) {
      const batch = names.slice(start, start + 32).map(async (name) => {
        try {
          runs.push(await this.look(name))
        } catch (error) {
          problems.push(reportOf(error))
        }
      })
      await Promise.all(batch)
    }
    runs.sort(newestFirst)
    return { runs, problems }
  }

  /** Out of sight by one rename, then deleted: a half-deleted folder is never listed. */
  async remove(id: string): Promise<void> {
    const folder = this.folder(id)
    const away = join(this.root, `${REMOVED}${id}`)
    try {
      await rename(folder, away)
    } catch (error) {
      throw new GilderError(text.runFolderUnwritable(folder, error))
    }
    await discard(away)
  }

  /** The names of all run folders, in no order. */
  async names(): Promise<readonly string[]> {
    const entries = await this.entries()
    return entries.filter((entry) => entry.isDirectory() && isRunId(entry.name)).map((entry) => entry.name)
  }

  /** Out of sight until its record is on disk: whoever lists meanwhile must not take it for a damaged one. */
  private async build(run: Run): Promise<void> {
    const hidden = join(this.root, `${NEW}${run.id}`)
    const shown = join(this.root, run.id)
    await mkdir(hidden)
    try {
      await writeDurably(join(hidden, RECORD), encodeRun(run))
      await rename(hidden, shown)
    } catch (error) {
      await discard(hidden)
      throw error
    }
    try {
      await syncFolder(this.root)
    } catch (error) {
      await discard(shown)
      throw error
    }
  }

  private async entries(): Promise<readonly Dirent[]> {
    try {
      return await readdir(this.root, { withFileTypes: true })
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw new GilderError(text.dataFolder(this.root, error))
    }
  }

  /** What removals that were cut short left, and makings whose process died. */
  private async tidy(): Promise<void> {
    for (const { name } of await this.entries()) {
      const path = join(this.root, name)
      const isStale = async (): Promise<boolean> => {
        const entry = await stat(path).catch(() => null)
        return entry !== null && Date.now() - entry.mtimeMs > STALE_MS
      }
      if (name.startsWith(REMOVED) || (name.startsWith(NEW) && (await isStale()))) await discard(path)
    }
  }

  /**
   * A run that waits or runs with nobody left to run it was interrupted; but what was to be kept and never began waits
   * for the next window.
   */
  private async settled(run: Run): Promise<Run> {
    if (isFinished(run.state) || (run.owner !== null && isAlive(run.owner))) return run
    // Its owner may have finished it between our look at the record and our look at the process: the dead write
    // no more, so what stands there now is final.
    const last = await this.read(run.id)
    if (isFinished(last.state)) return last
    if (last.state === 'queued' && last.plan.kept && !(await isClaimed(this.folder(run.id)))) return last
    // Before the record says it is over: until then whoever looks next tries again.
    await this.endTree(last.id, last.worker).catch(() => {})
    const interrupted: Run = {
      ...last,
      state: 'interrupted',
      owner: null,
      worker: null,
      error: text.ownerGone,
    }
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

/** Somebody else has that name; a folder that is moved onto a full one hears it in several ways. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['EEXIST', 'ENOTEMPTY', 'EPERM'].includes(String(error.code))

/** What cannot be deleted now (a file that is open on Windows, another's rights) is tried again by the next listing. */
const discard = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true }).catch(() => {})
