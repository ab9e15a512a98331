/**
 * The user's own jobs, kept in view: the folders and files he has named are looked through, each file is described in
 * the background by a process of its own, and what changes is told. A slow or broken file holds up nothing but itself.
 */
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { GilderError } from '../../contract/error'
import type { JobSpec } from '../../contract/job'
import type { OwnFile, OwnPlace } from '../../contract/own'
import type { Catalog } from '../catalog/catalog'
import { parseReference } from '../catalog/reference'
import { reasonOf, text } from '../text'
import { subjectOf } from '../trust/subject'
import { isInside } from '../trust/trust'
import { Entry } from './entry'
import type { Places } from './places'
import { jobFilesIn } from './scan'
import { FolderWatch } from './watch'

export interface LibraryParts {
  readonly places: Places
  readonly catalog: Pick<Catalog, 'look' | 'lastGood'>
  /** Asks where that is needed; rejects when the file must not be executed. */
  readonly ensure: (file: string) => Promise<void>
  readonly changed: (places: readonly OwnPlace[]) => void
}

/** Files that are described at once: each is a process, and one may hang for twenty seconds. */
const ABREAST = 2
const TOGETHER_MS = 50

type Listing = Omit<OwnPlace, 'files'> & { readonly files: readonly string[] }

export class Library {
  private listings: readonly Listing[] = []
  private readonly entries = new Map<string, Entry>()
  private readonly waiting: Entry[] = []
  private readonly under = new Map<Entry, Promise<void>>()
  private looking: Promise<void> | null = null
  private again = false
  private watching: FolderWatch | null = null
  private telling: ReturnType<typeof setTimeout> | null = null

  constructor(private readonly parts: LibraryParts) {}

  /** What is known by now. A file without a job, in a folder, is somebody's helper and not shown. */
  view(): readonly OwnPlace[] {
    return this.listings.map((listing) => ({
      ...listing,
      files: listing.files
        .flatMap((file) => this.entries.get(file)?.view ?? [])
        .filter((one) => listing.kind === 'opened' || !hasNoJob(one)),
    }))
  }

  /** The job of that id among them, whatever state its file is in. */
  find(id: string): JobSpec | null {
    for (const { view } of this.entries.values()) {
      const found = view.jobs.find((job) => job.id === id)
      if (found !== undefined) return found
    }
    return null
  }

  /** Whether it is one of the places, or a file in them. */
  lists(path: string): boolean {
    return this.listings.some(({ folder, files }) => folder === path || files.includes(path))
  }

  /** From now on, until `close`, changes are followed. */
  watch(beat?: number): void {
    this.watching ??= new FolderWatch(() => void this.look(), beat)
    void this.look()
  }

  close(): void {
    this.watching?.close()
    if (this.telling !== null) clearTimeout(this.telling)
    this.waiting.length = 0
  }

  /** Looks once through everything; resolves when each file that had to be has been described. */
  async settle(): Promise<void> {
    await this.look()
    while (this.under.size > 0) await Promise.all(this.under.values())
  }

  /**
   * A file to be listed and described now, or a folder, whose trust whoever calls has asked for. Answers with the file,
   * null for a folder. Throws a GilderError when it must not be executed, or is none.
   */
  async open(path: string): Promise<OwnFile | null> {
    const target = resolve(path)
    const entry = await stat(target).catch((error: unknown) => {
      throw new GilderError(text.jobFileMissing(target, reasonOf(error)))
    })
    if (entry.isDirectory()) {
      await this.parts.places.addFolder(target)
      await this.look()
      return null
    }
    if (parseReference(target).type !== 'file') throw new GilderError(text.noJobFile(target))
    await this.parts.ensure(target)
    await this.list(target)
    const own = this.entries.get(target)
    if (own === undefined) return null
    // Whoever opens it waits for it, not for others; and one that was broken for want of a package is tried again.
    await own.hasChanged(subjectOf)
    await this.under.get(own)
    await this.begin(own)
    // Before anything that is said about the file.
    this.tellNow()
    return own.view
  }

  /** Looks again at all; one look at a time, and one more when something happened meanwhile. */
  look(): Promise<void> {
    if (this.looking !== null) {
      this.again = true
      return this.looking
    }
    const work = this.lookThrough()
      .catch(() => {})
      .then(() => {
        this.looking = null
        if (!this.again) return
        this.again = false
        return this.look()
      })
    this.looking = work
    return work
  }

  /** Among the opened files, unless a folder has it already. */
  private async list(file: string): Promise<void> {
    const folders = await this.parts.places.folders()
    const listed = this.listings.some(({ kind, files }) => kind !== 'opened' && files.includes(file))
    if (!listed || !folders.some((folder) => isInside(folder, file))) await this.parts.places.addFile(file)
    await this.look()
  }

  private async lookThrough(): Promise<void> {
    const before = JSON.stringify(this.listings)
    this.listings = await this.readListings()
    const files = new Set(this.listings.flatMap((listing) => listing.files))
    for (const file of this.entries.keys()) if (!files.has(file)) this.entries.delete(file)
    for (const file of files) {
      const entry = this.entries.get(file) ?? new Entry(file, this.parts.catalog)
      this.entries.set(file, entry)
      if (await entry.hasChanged(subjectOf)) this.describe(entry)
    }
    this.watching?.follow([
      ...this.listings.map(({ folder }) => folder).filter(Boolean),
      ...[...this.entries.values()].flatMap(({ folders }) => folders),
    ])
    if (JSON.stringify(this.listings) !== before) this.tell()
  }

  private async readListings(): Promise<readonly Listing[]> {
    const { places } = this.parts
    const folders = await places.folders()
    const listings = folders.map(async (folder): Promise<Listing> => {
      const files = await jobFilesIn(folder)
      const kind = folder === places.standard ? 'standard' : 'added'
      return { kind, folder, there: files !== null, files: files ?? [] }
    })
    const found = await Promise.all(listings)
    const inFolders = new Set(found.flatMap(({ files }) => files))
    const opened = (await places.files()).filter((file) => !inFolders.has(file))
    return [...found, { kind: 'opened', folder: '', there: true, files: opened }]
  }

  private describe(entry: Entry): void {
    if (!this.waiting.includes(entry)) this.waiting.push(entry)
    this.next()
  }

  private next(): void {
    while (this.under.size < ABREAST) {
      // One that changed while it is being described is described once more, after that.
      const at = this.waiting.findIndex((one) => !this.under.has(one))
      const [entry] = at < 0 ? [] : this.waiting.splice(at, 1)
      if (entry === undefined) return
      void this.begin(entry)
    }
  }

  private begin(entry: Entry): Promise<void> {
    const work = entry.describe().then((isNews) => {
      this.under.delete(entry)
      if (isNews) this.tell()
      this.next()
    })
    this.under.set(entry, work)
    return work
  }

  /** Many files that become known one after the other are told together. */
  private tell(): void {
    this.telling ??= setTimeout(() => this.tellNow(), TOGETHER_MS)
    this.telling.unref()
  }

  private tellNow(): void {
    if (this.telling !== null) clearTimeout(this.telling)
    this.telling = null
    this.parts.changed(this.view())
  }
}

/** Described without a mistake: what is missing in it is no line of it. */
const hasNoJob = ({ state, jobs, error }: OwnFile): boolean =>
  state === 'broken' &&
  jobs.length === 0 &&
  error?.type?.endsWith('DescriptionError') === true &&
  error.line === undefined
