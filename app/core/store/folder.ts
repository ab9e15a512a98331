/** Makes a folder with those above it. Node's own `recursive` never comes back where nothing can be made, as in /proc. */
import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Answers with the first folder that was not there before, or null when all were. */
export async function makeFolder(path: string): Promise<string | null> {
  const missing: string[] = []
  let at = path
  while (!(await isFolder(at))) {
    missing.unshift(at)
    if (dirname(at) === at) break
    at = dirname(at)
  }
  for (const folder of missing) {
    await mkdir(folder).catch(async (error: unknown) => {
      // Somebody else may have been quicker.
      if (!(await isFolder(folder))) throw error
    })
  }
  return missing[0] ?? null
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
