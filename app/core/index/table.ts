/** The index as a table of runs: short transactions, and questions that touch only the rows they show. Blocking. */
import type { Term } from './query'
import type { Row } from './row'
import { PLACES, selectRuns } from './select'
import type { Database } from './sqlite'

type Statement = ReturnType<Database['prepare']>

export interface Entry {
  readonly id: string
  /** Its place; the next page begins before it. */
  readonly at: number
}

export interface Known {
  readonly id: string
  readonly stamp: number
}

export interface Unreadable {
  readonly id: string
  readonly why: string
  readonly stamp: number
}

/** A run that may go when room is needed. */
export interface Candidate {
  readonly id: string
  readonly finished: number
  readonly size: number
}

export interface Change {
  readonly rows?: readonly Row[]
  readonly gone?: readonly string[]
  readonly unreadable?: readonly Unreadable[]
  readonly more?: boolean
}

export class RunTable {
  private readonly database: Database
  private begun = false
  private readonly prepared = new Map<string, Statement>()

  constructor(database: Database) {
    this.database = database
  }

  /**
   * Throws SQLITE_BUSY when another process is at it. With `more`, the transaction stays open for the next change of
   * whatever kind: a commit costs as much as many rows. Questions see what is in it.
   */
  change({ rows = [], gone = [], unreadable = [], more = false }: Change): void {
    if (!this.begun) this.database.exec('BEGIN IMMEDIATE')
    this.begun = true
    try {
      for (const row of rows) this.put(row)
      for (const id of gone) this.drop(id)
      for (const { id, why, stamp } of unreadable) {
        this.drop(id)
        this.writing('INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?)').run(id, why, stamp)
      }
      if (!more) this.commit()
    } catch (error) {
      this.begun = false
      this.database.exec('ROLLBACK')
      throw error
    }
  }

  page(terms: readonly Term[], before: number | null, limit: number): readonly Entry[] {
    const { sql, values } = selectRuns(terms, before, limit)
    return this.statement(sql)
      .all(...values)
      .map(({ id, at }) => ({ id: String(id), at: Number(at) }))
  }

  /** Runs that had not ended when they were last looked at. */
  unfinished(): readonly string[] {
    const rows = this.statement("SELECT id FROM runs WHERE state IN ('queued', 'running')").all()
    return rows.map(({ id }) => String(id))
  }

  /** The runs after that name, in the order of their names: for a walk through all of them. */
  known(after: string, limit: number): readonly Known[] {
    const rows = this.statement('SELECT id, stamp FROM runs WHERE id > ? ORDER BY id LIMIT ?').all(
      after,
      limit,
    )
    return rows.map(({ id, stamp }) => ({ id: String(id), stamp: Number(stamp) }))
  }

  unreadable(): readonly Unreadable[] {
    const rows = this.statement('SELECT id, why, stamp FROM unreadable ORDER BY id DESC').all()
    return rows.map(({ id, why, stamp }) => ({ id: String(id), why: String(why), stamp: Number(stamp) }))
  }

  /** The names that begin so, of folders that cannot be read too. */
  named(prefix: string, limit: number): readonly string[] {
    const sql = `SELECT id FROM (SELECT id FROM runs UNION SELECT id FROM unreadable)
      WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?`
    // Names are of ASCII alone: nothing that begins so comes behind this.
    const rows = this.statement(sql).all(prefix, `${prefix}\u{10ffff}`, limit)
    return rows.map(({ id }) => String(id))
  }

  totals(): { readonly runs: number; readonly bytes: number } {
    const { runs, bytes } =
      this.statement('SELECT count(*) AS runs, total(size) AS bytes FROM runs').get() ?? {}
    return { runs: Number(runs), bytes: Number(bytes) }
  }

  /** Ended runs that nobody pinned, the oldest first; those of before `until`, without the first `skip`. */
  removable(until: number, skip: number, limit: number): readonly Candidate[] {
    const rows = this.statement(
      'SELECT id, finished, size FROM runs WHERE finished < ? AND pinned = 0 ORDER BY finished LIMIT ? OFFSET ?',
    ).all(until, limit, skip)
    return rows.map(({ id, finished, size }) => ({
      id: String(id),
      finished: Number(finished),
      size: Number(size),
    }))
  }

  close(): void {
    if (this.begun) this.commit()
    this.database.close()
  }

  private commit(): void {
    this.database.exec('COMMIT')
    this.begun = false
  }

  private put(row: Row): void {
    const before = this.statement('SELECT at FROM runs WHERE id = ?').get(row.id)
    if (before !== undefined) this.erase(Number(before.at))
    const at = before === undefined ? this.free(row) : Number(before.at)
    this.writing('DELETE FROM unreadable WHERE id = ?').run(row.id)
    this.writing('INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      at,
      row.id,
      row.job,
      row.title,
      row.state,
      row.seconds,
      row.finished,
      row.pinned ? 1 : 0,
      row.sweep,
      row.size,
      row.stamp,
    )
    const param = this.writing('INSERT OR REPLACE INTO params VALUES (?, ?, ?, ?)')
    for (const { name, number, text } of row.params) param.run(at, name, number, text)
    this.writing('INSERT INTO words (rowid, text) VALUES (?, ?)').run(at, row.words)
  }

  private drop(id: string): void {
    const row = this.statement('SELECT at FROM runs WHERE id = ?').get(id)
    if (row !== undefined) this.erase(Number(row.at))
    this.writing('DELETE FROM unreadable WHERE id = ?').run(id)
  }

  private erase(at: number): void {
    this.writing('DELETE FROM words WHERE rowid = ?').run(at)
    this.writing('DELETE FROM params WHERE run = ?').run(at)
    this.writing('DELETE FROM runs WHERE at = ?').run(at)
  }

  /** A place of its own within its millisecond. */
  private free({ created, id }: Row): number {
    const taken = this.statement('SELECT 1 FROM runs WHERE at = ?')
    let at = created * PLACES + (spread(id) % PLACES)
    while (taken.get(at) !== undefined) at += 1
    return at
  }

  /** The number of the last row, which SQLite tells of each, can be one of the search's own: beyond what a number holds. */
  private writing(sql: string): Statement {
    const statement = this.statement(sql)
    statement.setReadBigInts(true)
    return statement
  }

  private statement(sql: string): Statement {
    const known = this.prepared.get(sql)
    if (known !== undefined) return known
    const made = this.database.prepare(sql)
    // Those of queries differ from each other; a few are enough to keep.
    if (this.prepared.size > 100) this.prepared.clear()
    this.prepared.set(sql, made)
    return made
  }
}

/** The same number for the same name, so that a rebuilt index has the same places. */
function spread(id: string): number {
  let sum = 0
  for (let index = 0; index < id.length; index += 1) sum = (sum * 31 + id.charCodeAt(index)) >>> 0
  return sum
}
