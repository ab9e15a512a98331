/**
 * Where the user's own jobs are: `jobs/` in the data folder, folders that were added, and single files that were opened,
 * the newest first. Kept in `own-jobs.json`. What lies in one of the folders may be executed without a question.
 */
import { resolve } from 'node:path'
import { z } from 'zod'
import { type ErrorReport, GilderError } from '../../contract/error'
import { KeptFile } from '../store/kept-file'
import { reasonOf, text } from '../text'

const Content = z.object({
  version: z.literal(1),
  folders: z.array(z.string()),
  files: z.array(z.string()),
})
type Content = z.infer<typeof Content>

const NONE: Content = { version: 1, folders: [], files: [] }

/** Opened files that are remembered; the oldest are forgotten. */
const MOST_FILES = 20

export class Places {
  private readonly kept: KeptFile<Content>
  /** Of this process, for when nothing can be kept. */
  private latest: Content = NONE
  private problem: ErrorReport | null = null
  private turn: Promise<unknown> = Promise.resolve()

  constructor(
    file: string,
    /** The folder that is there without having been added. */
    readonly standard: string,
    keeps = true,
  ) {
    this.kept = new KeptFile(file, Content, 1, keeps)
  }

  /** The standard one first. */
  async folders(): Promise<readonly string[]> {
    return [this.standard, ...(await this.read()).folders]
  }

  async files(): Promise<readonly string[]> {
    return (await this.read()).files
  }

  /** What is wrong with the file they are kept in, as of the last look. */
  problems(): readonly ErrorReport[] {
    return this.problem === null ? [] : [this.problem]
  }

  async addFolder(path: string): Promise<void> {
    const folder = resolve(path)
    if (folder === this.standard) return
    await this.change((content) => ({
      ...content,
      folders: [...content.folders.filter((one) => one !== folder), folder],
    }))
  }

  async addFile(path: string): Promise<void> {
    const file = resolve(path)
    await this.change((content) => ({
      ...content,
      files: [file, ...content.files.filter((one) => one !== file)].slice(0, MOST_FILES),
    }))
  }

  /** A folder or a file, which stays on the disk; answers whether it was one. */
  async remove(path: string): Promise<boolean> {
    const gone = resolve(path)
    const { folders, files } = await this.read()
    const others = (paths: readonly string[]): string[] => paths.filter((one) => one !== gone)
    await this.change((content) => ({
      ...content,
      folders: others(content.folders),
      files: others(content.files),
    }))
    return folders.includes(gone) || files.includes(gone)
  }

  /** Other Gilders add theirs: what counts is on disk. */
  private async read(): Promise<Content> {
    const { file } = this.kept
    const found = await this.kept.read()
    switch (found.state) {
      case 'kept':
        this.problem = null
        return found.kept
      case 'none':
        return this.latest
      case 'newer':
        this.problem = text.placesNewer(file)
        return this.latest
      case 'damaged':
        this.problem = text.placesDamaged(file, found.aside)
        return this.latest
      case 'unreadable':
        this.problem = text.placesUnreadable(file, reasonOf(found.error))
        return this.latest
    }
  }

  /** Throws a GilderError of kind `output` when it holds no longer than this process. */
  private async change(edit: (content: Content) => Content): Promise<void> {
    const work = this.turn.then(async () => {
      this.latest = edit(await this.read())
      try {
        await this.kept.write(this.latest)
      } catch (error) {
        throw new GilderError(text.placesUnwritable(this.kept.file, reasonOf(error)))
      }
    })
    this.turn = work.catch(() => {})
    await work
  }
}
