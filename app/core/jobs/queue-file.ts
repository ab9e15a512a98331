/**
 * `queue.json` in the data folder: what is said of the queue as a whole. The runs that wait in it are in their own
 * folders. It also says which window has the queue open, so that the next one knows of an end that nobody meant.
 */
import { z } from 'zod'
import { type ErrorReport, GilderError, reportOf } from '../../contract/error'
import { QueueSettings } from '../../contract/queue'
import { ProcessRef } from '../../contract/run'
import { KeptFile } from '../store/kept-file'
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

export class QueueFile {
  private readonly file: KeptFile<Kept>
  private opened: Kept['opened'] = null
  private latest: Standing
  private writing: Promise<void> = Promise.resolve()

  constructor(file: string, standard: QueueSettings) {
    this.file = new KeptFile(file, Kept, 1)
    this.latest = { paused: false, settings: standard }
  }

  /** Reads it and puts on record that it is open. Never rejects: a queue without its file works until Gilder ends. */
  async open(): Promise<Opening> {
    const { file } = this.file
    const found = await this.file.read()
    let problem: ErrorReport | null = null
    if (found.state === 'damaged') problem = text.queueFileDamaged(file, found.aside)
    if (found.state === 'unreadable') problem = text.queueFileUnreadable(file, reasonOf(found.error))
    if (found.state === 'newer') problem = text.queueFileNewer(file)
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
    try {
      await this.file.write({ version: 1, ...this.latest, opened: this.opened })
    } catch (error) {
      throw new GilderError(text.queueFileUnwritable(this.file.file, reasonOf(error)))
    }
  }
}
