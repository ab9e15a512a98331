/**
 * What this process does not run (any more): the newest of the ended runs, and those of other Gilders that go on. Of
 * older ones only the names are kept, because their number has no limit.
 */
import { isFinished, type Run } from '../../contract/run'
import { newestFirst } from '../store/order'

/** Enough for a screen and its surroundings. */
const LIMIT = 500

export class Ended {
  private readonly limit: number
  private readonly runs = new Map<string, Run>()
  private readonly older = new Set<string>()

  constructor(limit = LIMIT) {
    this.limit = limit
  }

  get(id: string): Run | undefined {
    return this.runs.get(id)
  }

  /** Whether it has been here, however long ago. */
  knows(id: string): boolean {
    return this.runs.has(id) || this.older.has(id)
  }

  set(run: Run): void {
    this.older.delete(run.id)
    this.runs.set(run.id, run)
    // In large steps: to sort for every single one would be quadratic.
    if (this.runs.size > 2 * this.limit) this.trim()
  }

  /** False when it was not here. */
  delete(id: string): boolean {
    const wasShown = this.runs.delete(id)
    return this.older.delete(id) || wasShown
  }

  values(): readonly Run[] {
    return [...this.runs.values()]
  }

  private trim(): void {
    const over = this.values()
      .filter((run) => isFinished(run.state))
      .sort(newestFirst)
      .slice(this.limit)
    for (const { id } of over) {
      this.runs.delete(id)
      this.older.add(id)
    }
  }
}
