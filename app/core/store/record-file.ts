/** Reads `run.json` without trusting what stands in its place: a pipe would never end, a link leads elsewhere. */
import { constants } from 'node:fs'
import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GilderError } from '../../contract/error'
import { reasonOf, text } from '../text'
import { RECORD } from './record'

/** No run of ours comes near; what is larger is damage, and reading it whole would hurt. */
const RECORD_LIMIT = 16 * 1024 * 1024

/** Windows has neither flag, and no pipes or links that a plain user could put there. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

export interface RecordFile {
  readonly content: string
  /** When it was last written, in whole milliseconds. */
  readonly stamp: number
  readonly bytes: number
}

export async function readRecord(folder: string): Promise<RecordFile> {
  const file = join(folder, RECORD)
  try {
    const entry = await lstat(file)
    if (!entry.isFile()) throw new GilderError(text.runFolder(folder, text.oddRecord))
    if (entry.size > RECORD_LIMIT) throw new GilderError(text.runFolder(folder, text.badRecord))
    return {
      content: await readFile(file, { encoding: 'utf8', flag: FLAGS }),
      stamp: Math.floor(entry.mtimeMs),
      bytes: entry.size,
    }
  } catch (error) {
    if (error instanceof GilderError) throw error
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new GilderError(text.runFolder(folder, isMissing ? text.noRecord : reasonOf(error)))
  }
}

/** When the record was last written; 0 when there is none. */
export const stampOf = (folder: string): Promise<number> =>
  lstat(join(folder, RECORD)).then(
    ({ mtimeMs }) => Math.floor(mtimeMs),
    () => 0,
  )
