/** What a description depends on. When nothing of it changed, the one made last time still holds. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCode } from '../jobs/code'

/** A hash of the job's file, its place, and what it imports from beside it. Rejects when it cannot be read. */
export async function fileKey(file: string, surroundings: string): Promise<string> {
  const hash = createHash('sha256').update(surroundings)
  // Descriptions hold absolute paths (samples): moved, they must be made anew.
  hash.update(`\0${file}\0`).update(await readFile(file))
  for (const { path, sha256 } of await readCode(file)) hash.update(`\0${path} ${sha256}`)
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
