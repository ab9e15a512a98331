/** What a description depends on. When nothing of it changed, the one made last time still holds. */
import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** A hash of the job's file, its place, and the Python files beside it that it may import. */
export async function fileKey(file: string, surroundings: string): Promise<string> {
  const hash = createHash('sha256').update(surroundings)
  // Descriptions hold absolute paths (samples): moved, they must be made anew.
  hash.update(`\0${file}\0`).update(await readFile(file))
  const folder = dirname(file)
  const entries = await readdir(folder, { withFileTypes: true })
  const beside = entries.filter((entry) => entry.name.endsWith('.py') && entry.name !== basename(file))
  for (const name of beside.map((entry) => entry.name).sort()) {
    const entry = await stat(join(folder, name)).catch(() => null)
    if (entry !== null) hash.update(`\0${name} ${entry.size} ${entry.mtimeMs}`)
  }
  return hash.digest('hex')
}

/** A hash of every Python source of a package. */
export async function sourcesKey(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of await sources(folder, '')) {
    hash.update(`\0${file}\0`).update(await readFile(join(folder, file)))
  }
  return hash.digest('hex')
}

async function sources(root: string, within: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, within), { withFileTypes: true })
  const found = entries.map(async (entry) => {
    const path = within === '' ? entry.name : `${within}/${entry.name}`
    if (entry.isDirectory()) return entry.name === '__pycache__' ? [] : sources(root, path)
    return entry.name.endsWith('.py') ? [path] : []
  })
  return (await Promise.all(found)).flat().sort()
}
