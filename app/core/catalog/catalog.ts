/** What can be run: the jobs that ship with the app, and those in a file of one's own. */
import { readdir, stat } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { type ErrorReport, GilderError, reportOf } from '../../contract/error'
import type { FileDescription, JobSpec } from '../../contract/job'
import type { Engine } from '../engine/engine'
import { nearest } from '../near'
import type { FoundRuntime } from '../runtime/find'
import { reasonOf, text } from '../text'
import { DescriptionCache } from './cache'
import { fileKey, sourcesKey } from './key'

export interface CatalogParts {
  readonly engine: Engine
  readonly runtime: () => Promise<FoundRuntime>
  /** `<jobs>/<name>/<name>.py` */
  readonly jobs: string
  /** The folder that holds `gilder/`. */
  readonly pythonPath: string
  readonly cache: string
  /** False leaves the cache on disk as it is. */
  readonly keeps?: boolean
  /** Asks, where that is needed, before somebody's own file is executed; rejects when it must not be. */
  readonly ensure?: (file: string) => Promise<void>
  /** The same without a question. */
  readonly check?: (file: string) => Promise<void>
}

export interface JobList {
  readonly jobs: readonly JobSpec[]
  /** Files that could not be described; the others are not affected. */
  readonly problems: readonly ErrorReport[]
}

export class Catalog {
  private readonly parts: CatalogParts
  private readonly cache: DescriptionCache
  private surroundings: Promise<string> | null = null

  constructor(parts: CatalogParts) {
    this.parts = parts
    this.cache = new DescriptionCache(join(parts.cache, 'catalog.json'), parts.keeps)
  }

  /** The shipped jobs. Throws a GilderError of kind `runtime` when there is no Python to ask. */
  async shipped(): Promise<JobList> {
    const jobs = new Map<string, JobSpec>()
    const problems: ErrorReport[] = []
    for (const file of await this.files()) {
      try {
        const description = await this.describe(file)
        if (description.error !== null) problems.push(description.error)
        for (const job of description.jobs) {
          const first = jobs.get(job.id)
          if (first === undefined) jobs.set(job.id, job)
          else problems.push(text.sameJobTwice(job.id, first.file, job.file))
        }
      } catch (error) {
        const report = reportOf(error)
        if (report.kind === 'runtime') throw error
        problems.push(report)
      }
    }
    return { jobs: [...jobs.values()], problems }
  }

  /** A shipped job by name. */
  async find(name: string): Promise<JobSpec> {
    const files = await this.files()
    // Its own file first: the others need not be described for it, and when it is broken, that is what to say.
    for (const file of files.filter((one) => one.endsWith(`${sep}${name}.py`))) {
      const { jobs, error } = await this.describe(file)
      const job = jobs.find(({ id }) => id === name)
      if (job !== undefined) return job
      if (error !== null) throw new GilderError(error)
    }
    const { jobs } = await this.shipped()
    const found = jobs.find((job) => job.id === name)
    if (found !== undefined) return found
    const known = jobs.map((job) => job.id)
    throw new GilderError(text.unknownJob(name, nearest(name, known), known))
  }

  /**
   * A job in somebody's own file, which is executed to be described; `name` may be null when it holds one job. Without
   * `asks` a file that is not trusted is refused at once.
   */
  async inFile(path: string, name: string | null, asks = true): Promise<JobSpec> {
    const file = resolve(path)
    const entry = await stat(file).catch((error: unknown) => {
      throw new GilderError(text.jobFileMissing(file, reasonOf(error)))
    })
    if (!entry.isFile()) throw new GilderError(text.jobFileMissing(file, 'it is not a regular file'))
    await (asks ? this.parts.ensure : this.parts.check)?.(file)
    const { jobs, error } = await this.describe(file)
    const known = jobs.map((job) => job.function)
    const [first] = jobs
    // Other functions of the file may be fine; what is wrong matters when the wanted one is not among them.
    if (error !== null && (first === undefined || (name !== null && !known.includes(name)))) {
      throw new GilderError(error)
    }
    if (first === undefined) throw new GilderError(text.noJobInFile(file))
    if (name === null) {
      if (jobs.length > 1) throw new GilderError(text.chooseFunction(file, known))
      return first
    }
    const found = jobs.find((job) => job.function === name)
    if (found !== undefined) return found
    throw new GilderError(text.unknownFunction(file, name, nearest(name, known), known))
  }

  /** A file of somebody's own, as far as it may be executed without a question. Throws a GilderError where it may not. */
  async look(file: string): Promise<FileDescription> {
    await this.parts.check?.(file)
    return this.describe(file)
  }

  /** Its jobs when it last could be described; none when that never was, or is long ago. */
  lastGood(file: string): Promise<readonly JobSpec[]> {
    return this.cache.last(file)
  }

  private async describe(file: string): Promise<FileDescription> {
    this.surroundings ??= this.readSurroundings()
    const surroundings = await this.surroundings
    const key = await fileKey(file, surroundings).catch((error: unknown) => {
      throw new GilderError(text.jobFileMissing(file, reasonOf(error)))
    })
    const kept = await this.cache.get(file, key)
    if (kept !== null) return { jobs: [...kept], error: null }
    const description = await this.parts.engine.describe(file)
    // What went wrong may go right next time: a package put in place, a network drive that is back.
    if (description.error === null) await this.cache.put(file, key, description.jobs)
    return description
  }

  /** The Python that describes, and our own part of it. */
  private async readSurroundings(): Promise<string> {
    const { status, files } = await this.parts.runtime()
    if (files === null) throw new GilderError(text.runtimeUnusable(status))
    const sources = await sourcesKey(join(this.parts.pythonPath, 'gilder'))
    return `${files.python} ${files.environment} ${sources}`
  }

  private async files(): Promise<readonly string[]> {
    const { jobs } = this.parts
    try {
      const entries = await readdir(jobs, { withFileTypes: true })
      const folders = entries.filter((entry) => entry.isDirectory() && /^[a-z]/.test(entry.name))
      return folders.map(({ name }) => join(jobs, name, `${name}.py`)).sort()
    } catch (error) {
      throw new GilderError(text.jobsFolder(jobs, reasonOf(error)))
    }
  }
}
