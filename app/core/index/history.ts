/**
 * The history: which runs there are, by pages and by search. Answers come from the index, the runs themselves from
 * their folders. Also hears of every write of this process and keeps the index in step.
 */
import type { HistoryPage, HistoryRequest } from '../../contract/api'
import { type ErrorReport, GilderError } from '../../contract/error'
import { isFinished, type Run } from '../../contract/run'
import { newestFirst } from '../store/order'
import type { Listing, RunStore, StoreListener } from '../store/store'
import { Book } from './book'
import { parseQuery } from './query'
import { problemOf, rowFor, survey } from './survey'
import type { RunTable, Unreadable } from './table'

export interface HistoryParts {
  readonly store: RunStore
  /** The folder for the index's file. */
  readonly folder: string
  /** Where the SQLite for engines without one is. */
  readonly sqlite: string
}

/** Changes of one moment go to the index together, and never in the way of the run that makes them. */
const GATHER_MS = 50
/** Folders read side by side. */
const SIDE_BY_SIDE = 32
/** When so many of the newest are in the index, a first page can be shown. */
const ENOUGH = 200

export class History implements StoreListener {
  private readonly store: RunStore
  private readonly book: Book
  private changed = new Map<string, Run | null>()
  private timer: ReturnType<typeof setTimeout> | null = null
  private writing: Promise<void> = Promise.resolve()
  private surveying: Promise<void> | null = null
  private enough: Promise<void> | null = null
  private complete = false
  private closed = false

  constructor({ store, folder, sqlite }: HistoryParts) {
    this.store = store
    this.book = new Book({ folder, sqlite, lost: () => this.begin() })
    store.listen(this)
  }

  readonly wrote = (run: Run): void => this.note(run.id, run)
  readonly removed = (id: string): void => this.note(id, null)

  /** Throws a GilderError when the query cannot be understood. Without one, waits only for the newest runs. */
  async page({ query, before, limit }: HistoryRequest): Promise<HistoryPage> {
    const terms = parseQuery(query)
    const place = before === null ? null : Number(before)
    await this.usable()
    await this.flush()
    const entries = await this.book.run((table) => table.page(terms, place, limit))
    const runs = await this.read(entries.map(({ id }) => id))
    const last = entries.at(-1)
    const next = entries.length < limit || last === undefined ? null : String(last.at)
    return { runs, next, partial: !this.complete }
  }

  /** Waits until every folder is in the index; a query that cannot be understood is refused before. */
  async check(query: string): Promise<void> {
    parseQuery(query)
    await this.whole()
  }

  /** Resolves when what this process wrote is in the index, or cannot be brought there. */
  async settle(): Promise<void> {
    await this.flush().catch(() => {})
  }

  /** What a window shows first: the newest runs, every one that has not ended, and the folders that cannot be read. */
  async recent(limit: number): Promise<Listing> {
    await this.usable()
    const { runs } = await this.page({ query: '', before: null, limit })
    const shown = new Set(runs.map(({ id }) => id))
    const unfinished = await this.ask((table) => table.unfinished())
    const others = await this.read(unfinished.filter((id) => !shown.has(id)))
    const live = others.filter(({ state }) => !isFinished(state))
    return { runs: [...runs, ...live].sort(newestFirst), problems: await this.problems() }
  }

  async problems(): Promise<readonly ErrorReport[]> {
    const unreadable = await this.ask((table) => table.unreadable())
    return unreadable.map(({ why }) => JSON.parse(why) as ErrorReport)
  }

  /** Any question to the index, once what this process wrote is in it. */
  async ask<T>(question: (table: RunTable) => T): Promise<T> {
    await this.flush()
    return this.book.run(question)
  }

  /** Resolves when every folder is in the index. */
  async whole(): Promise<void> {
    await this.usable()
    await this.surveying
  }

  /** Looks again at what others may have changed; `thorough` also at the records of runs that have ended. */
  async refresh(thorough: boolean): Promise<void> {
    await this.whole()
    this.book.checkFile()
    this.begin(thorough)
    await this.whole()
  }

  async close(): Promise<void> {
    this.closed = true
    await this.flush().catch(() => {})
    await this.surveying?.catch(() => {})
    this.book.close()
  }

  private note(id: string, run: Run | null): void {
    this.changed.set(id, run)
    this.timer ??= setTimeout(() => void this.flush().catch(() => {}), GATHER_MS)
    // The folders tell the next start what this one had no time for.
    this.timer.unref()
  }

  private flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    if (this.changed.size === 0) return this.writing
    const changed = this.changed
    this.changed = new Map()
    this.writing = this.writing.catch(() => {}).then(() => this.write(changed))
    return this.writing
  }

  private async write(changed: ReadonlyMap<string, Run | null>): Promise<void> {
    const all = [...changed]
    for (let start = 0; start < all.length; start += SIDE_BY_SIDE) {
      const slice = all.slice(start, start + SIDE_BY_SIDE)
      const gone = slice.flatMap(([id, run]) => (run === null ? [id] : []))
      const rows = await Promise.all(
        slice.flatMap(([, run]) => (run === null ? [] : [rowFor(this.store, run)])),
      )
      await this.book.run((table) => table.change({ rows, gone }))
    }
  }

  private async usable(): Promise<void> {
    if (this.enough === null) this.begin()
    await this.enough
  }

  private begin(thorough = false): void {
    if (this.closed) return
    this.complete = false
    const earlier = this.surveying ?? Promise.resolve()
    this.enough = new Promise((resolve, reject) => {
      const stopped = (): boolean => this.closed
      const covered = (runs: number): void => {
        if (runs >= ENOUGH) resolve()
      }
      const work = (): Promise<void> =>
        survey({ store: this.store, book: this.book }, { thorough, covered, stopped })
      this.surveying = earlier.catch(() => {}).then(work)
      this.surveying.then(
        () => {
          this.complete = true
          resolve()
        },
        (error: unknown) => {
          // The next question tries again: the folder may be back by then.
          this.enough = null
          this.surveying = null
          reject(error)
        },
      )
    })
    // Whoever asks hears of a failure; one that nobody asked about is no fault of the process.
    this.enough.catch(() => {})
  }

  /** In the order of the names; what was removed meanwhile is left out, and what cannot be read is a problem now. */
  private async read(ids: readonly string[]): Promise<readonly Run[]> {
    const runs: Run[] = []
    const unreadable: Unreadable[] = []
    for (let start = 0; start < ids.length; start += SIDE_BY_SIDE) {
      const reads = ids.slice(start, start + SIDE_BY_SIDE).map(async (id) => {
        try {
          return await this.store.look(id)
        } catch (error) {
          if (!(error instanceof GilderError)) throw error
          if (await this.store.has(id)) unreadable.push(await problemOf(this.store, id, error.report))
          return null
        }
      })
      for (const run of await Promise.all(reads)) if (run !== null) runs.push(run)
    }
    // The index held it for readable: somebody else has changed the record since, or while it was looked at.
    if (unreadable.length > 0) await this.book.run((table) => table.change({ unreadable }))
    return runs
  }
}
