/**
 * SQLite of whichever JavaScript engine this is: its own where it has one with full-text search, else the package with
 * the same API, which is not bundled because it brings a binary.
 */
import { createRequire } from 'node:module'
import type { DatabaseSync } from 'node:sqlite'
import { GilderError } from '../../contract/error'
import { text } from '../text'

export type Database = DatabaseSync
export interface Sqlite {
  readonly DatabaseSync: new (file: string) => Database
}

let loaded: Sqlite | null = null

/** `fallback` is the folder of the package. Throws a GilderError when there is neither. */
export function loadSqlite(fallback: string): Sqlite {
  loaded ??= builtIn() ?? packaged(fallback)
  return loaded
}

function builtIn(): Sqlite | null {
  // Node 18 has no such function, and no SQLite either.
  if (typeof process.getBuiltinModule !== 'function') return null
  const found = quietly(() => process.getBuiltinModule('node:sqlite') as Sqlite | undefined)
  return found !== undefined && searches(found) ? found : null
}

function packaged(folder: string): Sqlite {
  try {
    return createRequire(`${folder}/`)(folder) as Sqlite
  } catch (error) {
    throw new GilderError(text.noSqlite(error instanceof Error ? error.message : String(error)))
  }
}

/** How SQLite was built differs from one Electron to the next. */
function searches({ DatabaseSync }: Sqlite): boolean {
  const database = new DatabaseSync(':memory:')
  try {
    database.exec("CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1)")
    return true
  } catch {
    return false
  } finally {
    database.close()
  }
}

/** Node tells every user of a command line that this module may still change; they can do nothing about it. */
function quietly<T>(load: () => T): T {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return load()
  } finally {
    process.emitWarning = emitWarning
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB, with all their extended forms. */
export const isCorrupt = (error: unknown): boolean => [11, 26].includes(codeOf(error) & 0xff)

/** SQLITE_BUSY and SQLITE_LOCKED: another process writes at this moment. */
export const isBusy = (error: unknown): boolean => [5, 6].includes(codeOf(error) & 0xff)

function codeOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 0
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode
  return 'sqliteCode' in error && typeof error.sqliteCode === 'number' ? error.sqliteCode : 0
}
