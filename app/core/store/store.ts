/** Runs as folders on disk: `runs/<id>/run.json` is the truth, and everything else can be made from it. */
import { type Dir, statSync } from 'node:fs'
import { mkdir, mkdtemp, opendir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type ErrorReport, GilderError, reportOf } from '../../contract/error'
import { isFinished, type ProcessRef, type Run } from '../../contract/run'
import { text } from '../text'
import { syncFolder, writeDurably } from './atomic'
import { claimedAt } from './claim'
import { makeFolder } from './folder'
import { newestFirst } from './order'
import { isAlive } from './owner'
import { quarantine } from './quarantine'
import { decodeRun, encodeRun, isNewer, RECORD } from './record'
import { peekRecord, readRecord } from './record-file'
import { isRunId, newRunId } from './run-id'

const LOG = 'log.txt'
const REMOVED = '.removed-'
const NEW = '.new-'
/** What has been in the making for so long was left by a process that died over it. */
const STALE_MS = 24 * 60 * 60 * 1000

/** Names read from a folder at a time. */
const BATCH = 512

/** Coarser than the times of any file system, FAT's two seconds included. */
const SETTLED_MS = 3000

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

/** Puts what a run needs into its folder, before it can be seen. */
export type Fill = (folder: string) => Promise<void>

/** Told of what this process does to the store, after it is on disk. */
export interface StoreListener {
  readonly wrote: (run: Run) => void
  readonly removed: (id: string) => void
}

export class RunStore {
  readonly root: string
  private readonly endTree: EndTree
  private listener: StoreListener | null = null
  private lastNames: { readonly changed: number; readonly names: readonly string[] } | null = null

  constructor(root: string, endTree: EndTree = async () => {}) {
    this.root = root
    this.endTree = endTree
  }

  listen(listener: StoreListener): void {
    this.listener = listener
  }

  /** The folder of a run; refuses anything that is not a run's name, so no path can be smuggled in. */
  folder(id: string): string {
    if (!isRunId(id)) throw new GilderError(text.unknownRun(id))
    return join(this.root, id)
  }

  /** Makes the folder with its record and what `fill` puts there, durably, and shows it whole; when that fails, nothing is left behind. */
  async create(run: Omit<Run, 'id'>, fill: Fill = async () => {}): Promise<Run> {
    try {
      await makeFolder(this.root)
      for (let attempt = 1; ; attempt += 1) {
        const id = newRunId(run.job.id, new Date(run.created))
        try {
          return await this.add({ ...run, id }, fill)
        } catch (error) {
          if (attempt === ATTEMPTS || !isTaken(error)) throw error
        }
      }
    } catch (error) {
      throw new GilderError(text.dataFolder(this.root, error))
    }
  }

  private async add(run: Run, fill: Fill): Promise<Run> {
    await this.build(run, fill)
    this.listener?.wrote(run)
    return run
  }

  /**
   * Takes in a run from elsewhere: `fill` puts its files into a hidden folder and answers with its record. A name that
   * exists here is changed; nothing is left behind when anything fails.
   */
  async receive(fill: (folder: string) => Promise<Run>): Promise<Run> {
    await makeFolder(this.root)
    const hidden = await mkdtemp(join(this.root, NEW))
    try {
      const came = await fill(hidden)
      for (let attempt = 0; ; attempt += 1) {
        const run = attempt === 0 ? came : { ...came, id: newRunId(came.job.id, new Date(came.created)) }
        try {
          await writeDurably(join(hidden, RECORD), encodeRun(run))
          // Windows would replace an empty folder of that name, and Linux too.
          if (await this.has(run.id)) throw Object.assign(new Error(), { code: 'EEXIST' })
          await rename(hidden, this.folder(run.id))
        } catch (error) {
          if (attempt < ATTEMPTS && isTaken(error)) continue
          throw error
        }
        await syncFolder(this.root)
        this.listener?.wrote(run)
        return run
      }
    } catch (error) {
      await discard(hidden)
      throw error instanceof GilderError ? error : new GilderError(text.dataFolder(this.root, error))
    }
  }

  async write(run: Run): Promise<void> {
    const folder = this.folder(run.id)
    try {
      await writeDurably(join(folder, RECORD), encodeRun(run))
    } catch (error) {
      throw new GilderError(text.runFolderUnwritable(folder, error))
    }
    this.listener?.wrote(run)
  }

  async read(id: string): Promise<Run> {
    const folder = this.folder(id)
    const { content } = await readRecord(folder)
    return decodeRun(id, folder, content)
  }

  /**
   * The same at once, with what `measure` says. For going through very many: on its way through Node's threads each
   * would take five times as long.
   */
  peek(id: string): { readonly run: Run; readonly stamp: number; readonly bytes: number } {
    const folder = this.folder(id)
    const { content, stamp, bytes } = peekRecord(folder)
    const log = statSync(join(folder, LOG), { throwIfNoEntry: false })
    return { run: decodeRun(id, folder, content), stamp, bytes: bytes + (log?.size ?? 0) }
  }

  /** The same, with a run whose process is gone as the interrupted one it is. */
  async look(id: string): Promise<Run> {
    return this.settled(await this.read(id))
  }

  async list(): Promise<Listing> {
    const names: string[] = []
    for await (const batch of this.scan(true)) names.push(...batch)
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

  /**
   * Out of sight by one rename, then deleted: a half-deleted folder is never listed. A folder that cannot be read may
   * hold what somebody still wants, so it is only moved to the quarantine; one of a newer Gilder is left alone.
   */
  async remove(id: string): Promise<void> {
    const folder = this.folder(id)
    const problem = await this.read(id).then(() => null, reportOf)
    if (problem !== null && isNewer(problem)) throw new GilderError(problem)
    try {
      if (problem !== null) await quarantine(this.root, id)
      else {
        await rename(folder, join(this.root, `${REMOVED}${id}`))
        await syncFolder(this.root)
      }
    } catch (error) {
      throw new GilderError(text.runFolderUnwritable(folder, error))
    }
    this.listener?.removed(id)
    await discard(join(this.root, `${REMOVED}${id}`))
  }

  /** Whether there is such a folder, whatever is in it. */
  has(id: string): Promise<boolean> {
    return stat(this.folder(id)).then(
      (entry) => entry.isDirectory(),
      () => false,
    )
  }

  /** When its record was written, and what record and log take up on disk. */
  async measure(id: string): Promise<{ readonly stamp: number; readonly bytes: number }> {
    const look = (name: string) => stat(join(this.folder(id), name)).catch(() => null)
    const [record, log] = await Promise.all([look(RECORD), look(LOG)])
    return { stamp: Math.floor(record?.mtimeMs ?? 0), bytes: (record?.size ?? 0) + (log?.size ?? 0) }
  }

  /** The names of all run folders, in no order. Asked again and again, it reads the folder only after a change. */
  async names(): Promise<readonly string[]> {
    const now = Date.now()
    const changed = await stat(this.root).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    )
    if (changed !== null && this.lastNames?.changed === changed) return this.lastNames.names
    const names: string[] = []
    for await (const batch of this.scan()) names.push(...batch)
    // Two changes of one moment have the same time: only a time well past tells that there was none since.
    this.lastNames = changed !== null && now - changed > SETTLED_MS ? { changed, names } : null
    return names
  }

  /** The same piece by piece, for a store of a hundred thousand; what was cut short is cleared away on the way. */
  async *scan(tidy = false): AsyncGenerator<readonly string[]> {
    const folder = await this.opened()
    if (folder === null) return
    let batch: string[] = []
    for await (const entry of folder) {
      if (entry.isDirectory() && isRunId(entry.name)) batch.push(entry.name)
      else if (tidy) await this.tidy(entry.name)
      if (batch.length < BATCH) continue
      yield batch
      batch = []
    }
    yield batch
  }

  /** Out of sight until its record is on disk: whoever lists meanwhile must not take it for a damaged one. */
  private async build(run: Run, fill: Fill): Promise<void> {
    const hidden = join(this.root, `${NEW}${run.id}`)
    const shown = join(this.root, run.id)
    await mkdir(hidden)
    try {
      await fill(hidden)
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

  private async opened(): Promise<Dir | null> {
    try {
      return await opendir(this.root, { bufferSize: BATCH })
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw new GilderError(text.dataFolder(this.root, error))
    }
  }

  /** What a removal that was cut short left, or a making whose process died. */
  private async tidy(name: string): Promise<void> {
    const path = join(this.root, name)
    const isStale = async (): Promise<boolean> => {
      const entry = await stat(path).catch(() => null)
      return entry !== null && Date.now() - entry.mtimeMs > STALE_MS
    }
    if (name.startsWith(REMOVED) || (name.startsWith(NEW) && (await isStale()))) await discard(path)
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
    const claimed = last.state === 'queued' ? await claimedAt(this.folder(run.id)) : null
    if (last.state === 'queued' && last.plan.kept && claimed === null) return last
    // Before the record says it is over: until then whoever looks next tries again.
    await this.endTree(last.id, last.worker).catch(() => {})
    const interrupted: Run = {
      ...last,
      state: 'interrupted',
      // Cut off between the claim and the record of it. Without this it would count as one of the window before.
      started: last.started ?? claimed?.toISOString() ?? null,
      owner: null,
      worker: null,
      error: text.ownerGone,
    }
    // Where this process may not write, the run is shown as what it is all the same.
    await this.write(interrupted).catch(() => {})
    return interrupted
  }
}

/** Somebody else has that name; a folder that is moved onto a full one hears it in several ways. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['EEXIST', 'ENOTEMPTY', 'EPERM'].includes(String(error.code))

/** What cannot be deleted now (a file that is open on Windows, another's rights) is tried again by the next listing. */
const discard = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true }).catch(() => {})
