/**
 * What a job's file executes when it is imported: its own bytes, and those of what it imports from beside it, by static
 * imports and as its run's `code/` has them. One hash stands for all of it, wherever it lies: a copy elsewhere is the
 * same, and a helper that was changed makes it another.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { GilderError } from '../../contract/error'
import { collectCode } from '../jobs/code'
import { text } from '../text'

export interface Subject {
  /** Absolute. */
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  /** What it imports from beside it, by paths with forward slashes below the folder of the file or of its package. */
  readonly beside: readonly string[]
  /** That folder. */
  readonly root: string
}

/** Far more than anybody's package has; a file that imports more from beside it is none that can be looked over. */
const MOST = { files: 5000, bytes: 100 * 1024 * 1024 }

/** Null when the file cannot be read. Throws a GilderError when there is too much of it. */
export async function subjectOf(path: string): Promise<Subject | null> {
  const file = resolve(path)
  const { sources, whole, root } = await collectCode(file, MOST)
  const [own, ...others] = sources
  if (own === undefined) return null
  if (!whole) throw new GilderError(text.tooMuchCode(file))
  const hash = createHash('sha256')
  for (const { path: name, sha256 } of [own, ...others.sort((a, b) => (a.path < b.path ? -1 : 1))])
    hash.update(`${name}\0${sha256}\n`)
  return {
    file,
    sha256: hash.digest('hex'),
    bytes: own.bytes,
    beside: others.map(({ path: name }) => name),
    root,
  }
}

/** A file that is no source but executes when it is read: a pickle. */
export async function subjectOfData(path: string): Promise<Subject> {
  const file = resolve(path)
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  return { file, sha256: hash.digest('hex'), bytes, beside: [], root: dirname(file) }
}
