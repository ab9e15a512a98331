/** The index's tables, and how its file is opened: one that cannot be used is thrown away, for all of it is copied. */
import { rmSync } from 'node:fs'
import { type Database, isCorrupt, type Sqlite } from './sqlite'

/** Also in the file's name: two versions of Gilder on one data folder do not throw away each other's index. */
export const SCHEMA = 1

/** A writer is in its transaction for some milliseconds; a longer wait would be felt, and is done without blocking. */
const PATIENCE_MS = 20
const PATIENCE_AT_START_MS = 2000

/**
 * `at` is the moment a run was made, in thousandths of a millisecond to tell those of one millisecond apart: it names
 * the row, so that "newest first" and "older than this" are the order the rows lie in, for words as well.
 */
const TABLES = `
  CREATE TABLE runs (
    at INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    job TEXT NOT NULL COLLATE NOCASE,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    seconds REAL,
    finished INTEGER,
    pinned INTEGER NOT NULL,
    sweep TEXT,
    size INTEGER NOT NULL,
    stamp INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX runs_by_state ON runs (state, at);
  CREATE INDEX runs_by_job ON runs (job, at);
  CREATE TABLE params (
    run INTEGER NOT NULL,
    name TEXT NOT NULL COLLATE NOCASE,
    number REAL,
    text TEXT COLLATE NOCASE,
    PRIMARY KEY (run, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE unreadable (id TEXT PRIMARY KEY, why TEXT NOT NULL, stamp INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, tokenize='unicode61');
  PRAGMA user_version = ${SCHEMA};
`

/** Throws what SQLite throws when the file can be neither used nor replaced. */
export function openDatabase({ DatabaseSync }: Sqlite, file: string): Database {
  try {
    return prepare(new DatabaseSync(file))
  } catch (error) {
    if (!isCorrupt(error) && !(error instanceof OtherSchema)) throw error
    discardDatabase(file)
    return prepare(new DatabaseSync(file))
  }
}

export function discardDatabase(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${ending}`, { force: true })
}

class OtherSchema extends Error {}

function prepare(database: Database): Database {
  try {
    database.exec(`PRAGMA busy_timeout = ${PATIENCE_AT_START_MS}`)
    // What is lost in a power cut is found again in the folders. The disk is waited for after every 16 MB or so.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000')
    database.exec('PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32000')
    if (versionOf(database) !== SCHEMA) make(database)
    database.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function make(database: Database): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have been quicker.
    const version = versionOf(database)
    if (version !== SCHEMA) {
      const { count } = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get() ?? {}
      if (version !== 0 || count !== 0) throw new OtherSchema()
      database.exec(TABLES)
    }
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

const versionOf = (database: Database): unknown => database.prepare('PRAGMA user_version').get()?.user_version
