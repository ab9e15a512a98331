/** Files of the runtime from a whole copy of it. Each is proved before it takes the place of the bad one. */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, open, readlink, rename, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { GilderError } from '../../../contract/error'
import { LISTING, type ListedFile, readListing } from '../../runtime/listing'
import { makeFolder } from '../../store/folder'
import { reasonOf } from '../../text'

export interface WholeRuntime {
  readonly folder: string
  readonly listed: readonly ListedFile[]
}

/** In the folder itself, or where a Gilder that lies there keeps it: packed, or a checkout. */
export async function wholeRuntimeIn(folder: string): Promise<WholeRuntime | null> {
  for (const way of ['', 'python-runtime/env', 'resources/python-runtime/env']) {
    const place = join(folder, way)
    const listed = await readListing(place)
    if (Array.isArray(listed)) return { folder: place, listed }
  }
  return null
}

export interface CopyOrder {
  readonly from: string
  readonly to: string
  readonly files: readonly ListedFile[]
  /** Whether the list itself has to come along. */
  readonly list: boolean
}

export async function copyBack({
  from,
  to,
  files,
  list,
}: CopyOrder): Promise<{ readonly copied: number; readonly unfit: readonly string[] }> {
  const unfit: string[] = []
  try {
    for (const file of files) if (!(await copyOne(from, to, file))) unfit.push(file.path)
    // Last, so that a repair which was stopped is known to be none.
    if (list && unfit.length === 0) await copyFile(join(from, LISTING), join(to, LISTING))
  } catch (error) {
    if (error instanceof GilderError) throw error
    throw new GilderError({
      kind: 'runtime',
      message: `The files of ${to} cannot be replaced: ${reasonOf(error)}.`,
      hint: 'Repair as a user who may change that folder, while no Gilder runs from it.',
    })
  }
  return { copied: files.length - unfit.length, unfit }
}

/** False when the copy is not what the list says either. */
async function copyOne(from: string, to: string, file: ListedFile): Promise<boolean> {
  const [source, target] = [join(from, file.path), join(to, file.path)]
  const beside = `${target}.gilder-${randomBytes(6).toString('hex')}`
  await makeFolder(dirname(target))
  try {
    if (file.kind === 'link') {
      if ((await readlink(source).catch(() => null)) !== file.target) return false
      await symlink(file.target, beside)
    } else {
      const copied = await copyFile(source, beside).then(
        () => true,
        () => false,
      )
      if (!copied || (await hashOf(beside)) !== file.sha256) return false
      const handle = await open(beside, 'r')
      await handle.sync().finally(() => handle.close())
    }
    await rename(beside, target)
    return true
  } finally {
    await rm(beside, { force: true })
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}
