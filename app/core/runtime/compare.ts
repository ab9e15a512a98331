/** The runtime's files beside their list: sizes first, which takes no time, then the content of what is left. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { lstat, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { LISTING, type ListedFile } from './listing'

export interface Difference {
  readonly path: string
  readonly how: 'missing' | 'size' | 'content' | 'kind' | 'unreadable'
}

export interface Comparison {
  readonly files: number
  readonly bytes: number
  readonly differing: readonly Difference[]
  /** Files that were not there when it was made. */
  readonly added: readonly string[]
}

const PIECE = 1 << 20
const BREATH_MS = 40

export async function compareFiles(
  folder: string,
  listed: readonly ListedFile[],
  progress: (fraction: number) => void,
): Promise<Comparison> {
  const differing: Difference[] = []
  const same: ListedFile[] = []
  for (const group of groups(listed, 64)) {
    const looks = await Promise.all(group.map(async (file) => [file, await glance(folder, file)] as const))
    for (const [file, how] of looks) {
      if (how === null) same.push(file)
      else differing.push({ path: file.path, how })
    }
  }
  const bytes = same.reduce((sum, file) => sum + sizeOf(file), 0)
  const pace = new Pace(bytes, progress)
  const piece = Buffer.allocUnsafe(PIECE)
  for (const file of same) {
    const how = file.kind === 'link' ? null : await judge(join(folder, file.path), file.sha256, piece, pace)
    if (how !== null) differing.push({ path: file.path, how })
  }
  const known = new Set(listed.map(({ path }) => path))
  const added = (await filesIn(folder, '')).filter((path) => path !== LISTING && !known.has(path))
  return { files: listed.length, bytes, differing, added }
}

const sizeOf = (file: ListedFile): number => (file.kind === 'file' ? file.bytes : 0)

function* groups<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size)
}

async function glance(folder: string, file: ListedFile): Promise<Difference['how'] | null> {
  const path = join(folder, file.path)
  const entry = await lstat(path).catch(() => null)
  if (entry === null) return 'missing'
  if (file.kind === 'link') {
    // Packing may have put a copy in the place of a link; that is as good.
    if (!entry.isSymbolicLink()) return entry.isFile() ? null : 'kind'
    return (await readlink(path)) === file.target ? null : 'content'
  }
  if (!entry.isFile()) return 'kind'
  return entry.size === file.bytes ? null : 'size'
}

/** Lets signals be heard and progress be shown in the middle of work that would leave no time for either. */
class Pace {
  private done = 0
  private last = performance.now()
  private readonly whole: number
  private readonly progress: (fraction: number) => void

  constructor(whole: number, progress: (fraction: number) => void) {
    this.whole = whole
    this.progress = progress
  }

  /** True when it is time to wait for `breathe`. */
  add(bytes: number): boolean {
    this.done += bytes
    return performance.now() - this.last > BREATH_MS
  }

  async breathe(): Promise<void> {
    this.progress(this.done / this.whole)
    await new Promise((resolve) => setImmediate(resolve))
    this.last = performance.now()
  }
}

/** Read at once: for tens of thousands of small files, to wait for each costs more than to read it. */
async function judge(
  path: string,
  sha256: string,
  piece: Buffer,
  pace: Pace,
): Promise<Difference['how'] | null> {
  try {
    const handle = openSync(path, 'r')
    try {
      const hash = createHash('sha256')
      for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece)) {
        hash.update(piece.subarray(0, read))
        if (pace.add(read)) await pace.breathe()
      }
      return hash.digest('hex') === sha256 ? null : 'content'
    } finally {
      closeSync(handle)
    }
  } catch {
    return 'unreadable'
  }
}

/** Python's own caches come and go. */
async function filesIn(root: string, within: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, within), { withFileTypes: true }).catch(() => [])
  const found = entries.map(async (entry) => {
    const path = within === '' ? entry.name : `${within}/${entry.name}`
    if (!entry.isDirectory()) return [path]
    return entry.name === '__pycache__' ? [] : filesIn(root, path)
  })
  return (await Promise.all(found)).flat()
}
