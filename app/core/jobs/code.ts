/**
 * The job's file as it was, and what it imports of its own folder: copied into the run's folder, so that a run can be
 * read, and run again, when the original is gone.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { CodeFile } from '../../contract/run'
import { makeFolder } from '../store/folder'

export const CODE = 'code'

/** More than a package of somebody's own has; a data folder in Python's clothes is not copied with every run. */
const MOST = { files: 200, bytes: 5 * 1024 * 1024 }

export interface Source extends CodeFile {
  readonly content: Buffer
}

/** What is copied with a run. */
export const readCode = async (file: string): Promise<readonly Source[]> =>
  (await collectCode(file, MOST)).sources

export interface Collected {
  /** The job's own file comes first; none when it cannot be read. */
  readonly sources: readonly Source[]
  /** False when something was left out for being too much. */
  readonly whole: boolean
  /** What the paths of the sources are below. */
  readonly root: string
}

export async function collectCode(
  file: string,
  most: { readonly files: number; readonly bytes: number },
): Promise<Collected> {
  const own = await readFile(file).catch(() => null)
  if (own === null) return { sources: [], whole: true, root: dirname(file) }
  const root = await rootOf(dirname(file))
  const found = new Map<string, Buffer>([[file, own]])
  let bytes = own.length
  let whole = true
  const add = async (path: string): Promise<void> => {
    if (found.has(path)) return
    const content = found.size < most.files ? await readFile(path).catch(() => null) : undefined
    if (content === null) return
    if (content === undefined || bytes + content.length > most.bytes) {
      whole = false
      return
    }
    bytes += content.length
    found.set(path, content)
    await follow(path, content)
  }
  const follow = async (path: string, content: Buffer): Promise<void> => {
    for (const name of importsOf(content.toString('utf8'))) await addModule(join(dirname(path), name), add)
  }
  await follow(file, own)
  // A file of a package may import any other one of it, in ways that only running it tells.
  if (root !== dirname(file))
    await addPackage(join(root, relative(root, dirname(file)).split(sep)[0] ?? ''), add)
  const sources = [...found].map(([path, content]) => ({
    path: relative(root, path).split(sep).join('/'),
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    content,
  }))
  return { sources, whole, root }
}

export async function writeCode(folder: string, sources: readonly Source[]): Promise<void> {
  for (const { path, content } of sources) {
    const to = join(folder, CODE, ...path.split('/'))
    await makeFolder(dirname(to))
    await writeFile(to, content)
  }
}

/** Where the job's file is in the run's folder; null when it has none. */
export const codeIn = (folder: string, [own]: readonly CodeFile[]): string | null =>
  own === undefined ? null : join(folder, CODE, ...own.path.split('/'))

/** The folder that the outermost package lies in; the folder itself where there is none. */
async function rootOf(folder: string): Promise<string> {
  let root = folder
  while ((await isFile(join(root, '__init__.py'))) && dirname(root) !== root) root = dirname(root)
  return root
}

/** First names of what is imported, relative ones without their dots; of a notebook's JSON as well. */
function importsOf(source: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [, from, list] of source.matchAll(
    /(?:^|[;:"]|\\n)[ \t]*(?:from[ \t]+\.*([\w]*)|import[ \t]+([\w., \t]+))/gm,
  )) {
    if (from) names.add(from)
    for (const each of list?.split(',') ?? []) names.add(each.trim().split(/[.\s]/)[0] ?? '')
  }
  names.delete('')
  return names
}

async function addModule(place: string, add: (path: string) => Promise<void>): Promise<void> {
  if (await isFile(`${place}.py`)) await add(`${place}.py`)
  // With or without an `__init__.py`.
  else await addPackage(place, add)
}

async function addPackage(folder: string, add: (path: string) => Promise<void>): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isFile() && entry.name.endsWith('.py')) await add(path)
    else if (entry.isDirectory() && !/^[._]/.test(entry.name)) await addPackage(path, add)
  }
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  )
