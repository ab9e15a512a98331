/** Which files of a folder may hold jobs: those at its top, and `<name>/<name>.py` below it, as the shipped jobs have it. */
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseReference } from '../catalog/reference'

/** Beyond this it is no folder of jobs, and somebody has named his home folder. */
export const MOST_FILES = 500

/** Tests and the like are Python, and nobody's jobs. */
const NO_JOB = /^(?:[._].*|test_.*|.*_test\.\w+|conftest\.py|setup\.py)$/i

const isJobFile = (name: string): boolean => parseReference(name).type === 'file'

/** Absolute paths in the order of their names; null when the folder cannot be read. */
export async function jobFilesIn(folder: string): Promise<readonly string[] | null> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null)
  if (entries === null) return null
  const found = await Promise.all(
    entries.map(async (entry): Promise<readonly string[]> => {
      const { name } = entry
      if (isJobFile(name)) return NO_JOB.test(name) || entry.isDirectory() ? [] : [join(folder, name)]
      if (!entry.isDirectory() || /^[._]/.test(name)) return []
      // Asked for by its name: what else lies below may be anything, and much of it.
      const own = join(folder, name, `${name}.py`)
      const isThere = await stat(own).then(
        (found) => found.isFile(),
        () => false,
      )
      return isThere ? [own] : []
    }),
  )
  return found
    .flat()
    .sort((a, b) => basename(a).localeCompare(basename(b)) || (a < b ? -1 : 1))
    .slice(0, MOST_FILES)
}
