/** Reads `run.json` without trusting what stands in its place: a pipe would never end, a link leads elsewhere. */
import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import { join } from 'node:path'
import { GilderError } from '../../contract/error'
import { reasonOf, text } from '../text'
import { RECORD } from './record'

/** No run of ours comes near; what is larger is damage, and reading it whole would hurt. */
export const RECORD_LIMIT = 16 * 1024 * 1024

/** Windows has neither flag, and no pipes or links that a plain user could put there. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

export interface RecordFile {
  readonly content: string
  /** When it was last written, in whole milliseconds. */
  readonly stamp: number
  readonly bytes: number
}

export async function readRecord(folder: string): Promise<RecordFile> {
  try {
    const file = await open(join(folder, RECORD), FLAGS)
    try {
      const entry = usable(folder, await file.stat())
      return { ...entry, content: await file.readFile('utf8') }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw inWords(folder, error)
  }
}

/** The same without other threads. */
export function peekRecord(folder: string): RecordFile {
  try {
    const file = openSync(join(folder, RECORD), FLAGS)
    try {
      const entry = usable(folder, fstatSync(file))
      return { ...entry, content: readFileSync(file, 'utf8') }
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw inWords(folder, error)
  }
}

function usable(folder: string, entry: Stats): Omit<RecordFile, 'content'> {
  if (!entry.isFile()) throw new GilderError(text.runFolder(folder, text.oddRecord))
  if (entry.size > RECORD_LIMIT) throw new GilderError(text.runFolder(folder, text.badRecord))
  return { stamp: Math.floor(entry.mtimeMs), bytes: entry.size }
}

function inWords(folder: string, error: unknown): GilderError {
  if (error instanceof GilderError) return error
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT') return new GilderError(text.runFolder(folder, text.noRecord))
  // A link, which the flags refuse to follow.
  const why = code === 'ELOOP' ? text.oddRecord : reasonOf(error)
  return new GilderError(text.runFolder(folder, why))
}

/** When the record was last written; 0 when there is none. */
export const stampOf = (folder: string): Promise<number> =>
  lstat(join(folder, RECORD)).then(
    ({ mtimeMs }) => Math.floor(mtimeMs),
    () => 0,
  )
