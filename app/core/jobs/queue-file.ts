/**
 * `queue.json` in the data folder: what is said of the queue as a whole. The runs that wait in it are in their own
 * folders. It also says which window has the queue open, so that the next one knows of an end that nobody meant.
 */
import { readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type ErrorReport, GilderError, reportOf } from '../../contract/error'
import { QueueSettings } from '../../contract/queue'
import { ProcessRef } from '../../contract/run'
import { writeDurably } from '../store/atomic'
import { makeFolder } from '../store/folder'
import { thisProcess } from '../store/owner'
import { reasonOf, text } from '../text'

const Kept = z.object({
  version: z.literal(1),
  paused: z.boolean(),
  settings: QueueSettings,
  /** Null after an orderly end. */
  opened: z.object({ by: ProcessRef, at: z.string() }).nullable(),
})
type Kept = z.infer<typeof Kept>

export type Standing = Pick<Kept, 'paused' | 'settings'>

export interface Opening {
  readonly standing: Standing
  /** When the one was opened that never was closed; null after an orderly end. */
  readonly crashed: string | null
  /** What is wrong with the file. */
  readonly problem: ErrorReport | null
}

type Found =
  | { readonly state: 'kept'; readonly kept: Kept }
  | { readonly state: 'none' }
  | { readonly state: 'newer' | 'damaged' }
  | { readonly state: 'unreadable'; readonly error: unknown }

export class QueueFile {
  private readonly file: string
  private readonly standard: Standing
  private opened: Kept['opened'] = null
  /** False where another version's file lies: it is not ours to replace. */
  private ours = true
  private latest: Standing
  private writing: Promise<void> = Promise.resolve()

  constructor(file: string, standard: QueueSettings) {
    this.file = file
    this.standard = { paused: false, settings: standard }
    this.latest = this.standard
  }

  /** Reads it and puts on record that it is open. Never rejects: a queue without its file works until Gilder ends. */
  async open(): Promise<Opening> {
    const found = await this.read()
    let problem: ErrorReport | null = null
    if (found.state === 'damaged') problem = await this.setAside()
    if (found.state === 'unreadable') problem = text.queueFileUnreadable(this.file, reasonOf(found.error))
    if (found.state === 'newer') {
      this.ours = false
      problem = text.queueFileNewer(this.file)
    }
    if (found.state === 'kept') this.latest = { paused: found.kept.paused, settings: found.kept.settings }
    this.opened = { by: thisProcess(), at: new Date().toISOString() }
    try {
      await this.keep(this.latest)
    } catch (error) {
      problem ??= reportOf(error)
    }
    const crashed = found.state === 'kept' ? (found.kept.opened?.at ?? null) : null
    return { standing: this.latest, crashed, problem }
  }

  /** Resolves when it is on disk. */
  keep(standing: Standing): Promise<void> {
    this.latest = standing
    const work = this.writing.then(() => this.write())
    this.writing = work.catch(() => {})
    return work
  }

  /** An orderly end. */
  async close(standing: Standing): Promise<void> {
    this.opened = null
    await this.keep(standing)
  }

  private async write(): Promise<void> {
    if (!this.ours) return
    const kept: Kept = { version: 1, ...this.latest, opened: this.opened }
    try {
      await makeFolder(dirname(this.file))
      await writeDurably(this.file, `${JSON.stringify(kept, null, 1)}\n`)
    } catch (error) {
      throw new GilderError(text.queueFileUnwritable(this.file, reasonOf(error)))
    }
  }

  private async read(): Promise<Found> {
    let content: string
    try {
      content = await readFile(this.file, 'utf8')
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      return isMissing ? { state: 'none' } : { state: 'unreadable', error }
    }
    const plain = json(content)
    const version = z.object({ version: z.number() }).safeParse(plain)
    if (version.success && version.data.version > 1) return { state: 'newer' }
    const kept = Kept.safeParse(plain)
    return kept.success ? { state: 'kept', kept: kept.data } : { state: 'damaged' }
  }

  /** Beside, under a name that says so: somebody may want to look at it. */
  private async setAside(): Promise<ErrorReport> {
    const aside = join(dirname(this.file), 'queue.damaged.json')
    await rename(this.file, aside).catch(() => {})
    return text.queueFileDamaged(this.file, aside)
  }
}

function json(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return null
  }
}
