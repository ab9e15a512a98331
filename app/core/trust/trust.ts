/**
 * Whose code may be executed. To describe a job's file is to import it, and to import it is to run it with the user's
 * rights; so a file that lies in no folder of jobs is asked about once, and what was agreed to is its content, kept as a
 * hash in `trust.json` of the data folder.
 */

import { realpath } from 'node:fs/promises'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { z } from 'zod'
import { GilderError } from '../../contract/error'
import { KeptFile } from '../store/kept-file'
import { text } from '../text'
import { type Subject, subjectOf, subjectOfData } from './subject'

export interface Question extends Subject {
  /** `checkpoint`: the state of an imported run, whose pickle executes when it is read. */
  readonly what: 'job' | 'checkpoint'
  /** Whether another content of the same file has been trusted before. */
  readonly changed: boolean
}

/** Asks whoever sits there. */
export type Ask = (question: Question) => Promise<boolean>

export interface TrustParts {
  readonly file: string
  /** False keeps what is agreed to only as long as this process lives. */
  readonly keeps: boolean
  /** Folders whose files are executed without a question: the shipped jobs, and those of the user. */
  readonly folders: () => Promise<readonly string[]>
  /** Null: nobody sits there, and what has not been trusted is refused. */
  readonly ask: Ask | null
}

/** Beyond this the oldest are asked about again. */
const MOST = 5000

const Content = z.object({
  version: z.literal(1),
  contents: z.array(
    z.object({
      sha256: z.string(),
      /** Where it lay, for people who look into the file. */
      file: z.string(),
      at: z.string(),
    }),
  ),
})
type Content = z.infer<typeof Content>
type Entry = Content['contents'][number]

export class Trust {
  private readonly kept: KeptFile<Content>
  /** Agreed to in this process: where nothing can be kept it counts as long as that lives. */
  private readonly own: Entry[] = []
  /** One question at a time. */
  private asking: Promise<unknown> = Promise.resolve()

  constructor(private readonly parts: TrustParts) {
    this.kept = new KeptFile(parts.file, Content, 1, parts.keeps)
  }

  /** Asks where that is needed. Throws a GilderError of kind `trust` when the file may not be executed. */
  async ensure(file: string): Promise<void> {
    await this.settle(() => this.questionOf(file), this.parts.ask)
  }

  /** The same of the pickle that an imported run would go on from. */
  async ensureCheckpoint(file: string): Promise<void> {
    const question = async (): Promise<Question | null> => {
      const subject = await subjectOfData(file)
      const known = (await this.entries()).some(({ sha256 }) => sha256 === subject.sha256)
      return known ? null : { ...subject, what: 'checkpoint', changed: false }
    }
    await this.settle(question, this.parts.ask)
  }

  /** The last look before a file is executed: nobody is asked any more. Throws a GilderError of kind `trust`. */
  async check(file: string): Promise<void> {
    await this.settle(() => this.questionOf(file), null)
  }

  /** Whether it lies in a folder of jobs, whatever is in it. */
  async isOurs(path: string): Promise<boolean> {
    const file = resolve(path)
    const folders = await this.parts.folders()
    if (folders.some((folder) => isInside(folder, file))) return true
    // The same folder may be reached by several names, and only then is the disk asked.
    const real = await realpath(file).catch(() => file)
    for (const folder of folders) if (isInside(await realpath(folder).catch(() => folder), real)) return true
    return false
  }

  private async settle(look: () => Promise<Question | null>, ask: Ask | null): Promise<void> {
    const asked = await look()
    if (asked === null) return
    if (ask === null) throw new GilderError(text.notTrusted(asked))
    const turn = this.asking.then(async () => {
      // Whoever was asked about the same a moment ago has answered.
      const question = await look()
      if (question === null) return
      if (!(await ask(question))) throw new GilderError(text.notTrusted(question))
      await this.add(question)
    })
    this.asking = turn.catch(() => {})
    await turn
  }

  /** Null when there is nothing to ask. */
  private async questionOf(path: string): Promise<Question | null> {
    if (await this.isOurs(path)) return null
    const subject = await subjectOf(path)
    // One that cannot be read cannot be executed either; whoever tries says why.
    if (subject === null) return null
    const entries = await this.entries()
    if (entries.some(({ sha256 }) => sha256 === subject.sha256)) return null
    return { ...subject, what: 'job', changed: entries.some(({ file }) => file === subject.file) }
  }

  /** Other Gilders add theirs: what counts is on disk. */
  private async entries(): Promise<readonly Entry[]> {
    const found = await this.kept.read()
    return found.state === 'kept' ? [...found.kept.contents, ...this.own] : this.own
  }

  private async add({ sha256, file }: Question): Promise<void> {
    const entry = { sha256, file, at: new Date().toISOString() }
    const contents = [...(await this.entries()), entry]
    this.own.push(entry)
    try {
      const distinct = [...new Map(contents.map((one) => [one.sha256, one])).values()]
      await this.kept.write({ version: 1, contents: distinct.slice(-MOST) })
    } catch {
      // Trusted here all the same.
    }
  }
}

export function isInside(folder: string, file: string): boolean {
  const way = relative(folder, file)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
