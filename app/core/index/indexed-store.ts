/**
 * The store as a window wants it: a listing is the newest runs and those that have not ended, and names are those of
 * these runs and of what has come since. The rest is the history's, by pages.
 */
import { type EndTree, type Listing, RunStore } from '../store/store'
import { History } from './history'

/** Runs of the first page. */
export const FIRST_PAGE = 200

export interface IndexedParts {
  readonly root: string
  /** The folder for the index's file. */
  readonly index: string
  /** Where the SQLite for engines without one is. */
  readonly sqlite: string
  readonly endTree?: EndTree
}

export class IndexedStore extends RunStore {
  readonly history: History
  /** Those that had ended and were too old for the first page: nothing of theirs changes by itself. */
  private settledNames: ReadonlySet<string> = new Set()

  constructor({ root, index, sqlite, endTree }: IndexedParts) {
    super(root, endTree)
    this.history = new History({ store: this, folder: index, sqlite })
  }

  override async list(): Promise<Listing> {
    const settled = new Set(await super.names())
    const listing = await this.history.recent(FIRST_PAGE)
    for (const { id } of listing.runs) settled.delete(id)
    this.settledNames = settled
    // While the index was made anew, older ones that go on were not known yet.
    void this.history
      .whole()
      .then(() => this.history.ask((table) => table.unfinished()))
      .then((names) => this.show(names))
      .catch(() => {})
    return listing
  }

  override async names(): Promise<readonly string[]> {
    return (await super.names()).filter((name) => !this.settledNames.has(name))
  }

  private show(names: readonly string[]): void {
    const shown = new Set(names)
    this.settledNames = new Set([...this.settledNames].filter((name) => !shown.has(name)))
  }
}
