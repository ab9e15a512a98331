/**
 * The index's file, open. Whatever happens to it is mended here: busy is waited for, damage is thrown away, and where
 * no file can be (a read-only or full disk) the index lives in memory. Each time it begins empty, `lost` is told.
 */
import { statSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { GilderError } from '../../contract/error'
import { makeFolder } from '../store/folder'
import { discardDatabase, openDatabase, SCHEMA } from './schema'
import { isBusy, isCorrupt, loadSqlite, type Sqlite } from './sqlite'
import { RunTable } from './table'

export interface BookParts {
  /** The folder for the file. */
  readonly folder: string
  /** Where the SQLite for engines without one is. */
  readonly sqlite: string
  /** The index begins anew, empty. */
  readonly lost: () => void
}

/** Other writers take milliseconds; after some seconds something is wrong, and memory will do. */
const MOST_WAITS = 200
const WAIT_MS = 20

export class Book {
  /** Its own for each machine: SQLite's way of sharing a file does not reach across a network. */
  readonly file: string
  private readonly parts: BookParts
  private table: RunTable | null = null
  private inode: number | null = null
  private inMemory = false
  private opening: Promise<RunTable> | null = null

  constructor(parts: BookParts) {
    this.parts = parts
    const machine = hostname()
      .replace(/[^A-Za-z0-9-]/g, '-')
      .slice(0, 60)
    this.file = join(parts.folder, `${SCHEMA}-${machine}.db`)
  }

  /** Does the work with the table, again when it has to be opened anew. */
  async run<T>(work: (table: RunTable) => T): Promise<T> {
    let failures = 0
    for (let waits = 0; ; ) {
      const table = await this.open()
      try {
        return work(table)
      } catch (error) {
        if (error instanceof GilderError) throw error
        if (isBusy(error) && waits < MOST_WAITS) {
          waits += 1
          await pause(Math.random() * WAIT_MS)
          continue
        }
        failures += 1
        if (failures > 2) throw error
        // The first damage is cured with a new file, everything else by doing without one.
        this.leave(table, failures === 1 && isCorrupt(error))
      }
    }
  }

  /** Another process may have thrown the file away: what is written to it from here on nobody would see. */
  checkFile(): void {
    if (this.table === null || this.inMemory || inodeOf(this.file) === this.inode) return
    this.close()
    this.parts.lost()
  }

  close(): void {
    this.table?.close()
    this.table = null
  }

  private open(): Promise<RunTable> {
    if (this.table !== null) return Promise.resolve(this.table)
    this.opening ??= this.begin().finally(() => {
      this.opening = null
    })
    return this.opening
  }

  private async begin(): Promise<RunTable> {
    const sqlite = loadSqlite(this.parts.sqlite)
    if (!this.inMemory) await makeFolder(dirname(this.file)).catch(() => {})
    const database = this.inMemory ? openDatabase(sqlite, ':memory:') : this.openFile(sqlite)
    this.inode = this.inMemory ? null : inodeOf(this.file)
    this.table = new RunTable(database)
    return this.table
  }

  private openFile(sqlite: Sqlite): ReturnType<typeof openDatabase> {
    try {
      return openDatabase(sqlite, this.file)
    } catch {
      this.inMemory = true
      return openDatabase(sqlite, ':memory:')
    }
  }

  private leave(table: RunTable, anew: boolean): void {
    // Somebody else's failure may have replaced it already.
    if (this.table !== table) return
    try {
      this.close()
      if (anew && !this.inMemory) discardDatabase(this.file)
      else this.inMemory = true
    } catch {
      this.inMemory = true
    }
    this.table = null
    this.parts.lost()
  }
}

function inodeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.ino ?? null
}
