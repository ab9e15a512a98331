/** One file of the user's own jobs: what is known of it, and whether that still holds. */
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type ErrorReport, reportOf } from '../../contract/error'
import type { JobSpec } from '../../contract/job'
import type { OwnFile } from '../../contract/own'
import type { Catalog } from '../catalog/catalog'
import { text } from '../text'
import type { Subject } from '../trust/subject'

export class Entry {
  private shown: OwnFile
  /** What it was when it was last looked at: the times of all that belongs to it, then their content. */
  private stamp = ''
  private hash: string | null = null
  private sources: readonly string[]

  constructor(
    readonly file: string,
    private readonly catalog: Pick<Catalog, 'look' | 'lastGood'>,
  ) {
    this.shown = { file, state: 'reading', jobs: [], error: null }
    this.sources = [file]
  }

  get view(): OwnFile {
    return this.shown
  }

  /** Folders in which something may happen to it. */
  get folders(): readonly string[] {
    return [...new Set(this.sources.map(dirname))]
  }

  /** Whether it has to be described anew. Reads no more than times where these have not changed. */
  async hasChanged(subjectOf: (file: string) => Promise<Subject | null>): Promise<boolean> {
    const stamp = await stampOf([...this.sources, ...this.folders])
    // What nobody had agreed to may have been agreed to elsewhere.
    if (stamp === this.stamp) return this.shown.state === 'untrusted'
    const subject = await subjectOf(this.file).catch(() => null)
    const hash = subject?.sha256 ?? ''
    const isAnother = hash !== this.hash
    this.hash = hash
    this.sources =
      subject === null
        ? [this.file]
        : [this.file, ...subject.beside.map((path) => resolve(subject.root, path))]
    this.stamp = await stampOf([...this.sources, ...this.folders])
    return isAnother || this.shown.state === 'untrusted'
  }

  /** Answers whether there is anything new to show. Never rejects. */
  async describe(): Promise<boolean> {
    const before = this.shown
    this.shown = await this.look()
    return JSON.stringify(before) !== JSON.stringify(this.shown)
  }

  private async look(): Promise<OwnFile> {
    const { file } = this
    const there = await stat(file).then(
      (entry) => entry.isFile(),
      () => false,
    )
    if (!there) return { file, state: 'missing', jobs: this.shown.jobs, error: text.ownFileMissing(file) }
    try {
      const { jobs, error } = await this.catalog.look(file)
      if (jobs.length > 0 || error === null) return { file, state: 'ready', jobs: [...jobs], error }
      return { file, state: 'broken', jobs: await this.lastGood(), error }
    } catch (thrown) {
      const error: ErrorReport = reportOf(thrown)
      const state = error.kind === 'trust' ? 'untrusted' : 'broken'
      return { file, state, jobs: await this.lastGood(), error }
    }
  }

  /** Of this session, else of an earlier one. */
  private async lastGood(): Promise<JobSpec[]> {
    return this.shown.jobs.length > 0 ? this.shown.jobs : [...(await this.catalog.lastGood(this.file))]
  }
}

async function stampOf(paths: readonly string[]): Promise<string> {
  const stamps = paths.map((path) =>
    stat(path).then(
      ({ size, mtimeMs, ino }) => `${size} ${mtimeMs} ${ino}`,
      () => '-',
    ),
  )
  return (await Promise.all(stamps)).join('\n')
}
