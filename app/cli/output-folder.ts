/**
 * The folder of --out. It is tried before the job starts, since an hour of work for a folder that cannot be written is
 * the wrong order; the files are staged beside their places and renamed, so none is ever seen half.
 */
import { randomBytes } from 'node:crypto'
import { copyFile, lstat, open, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { GilderError } from '../contract/error'
import { makeFolder } from '../core/store/folder'
import { reasonOf } from '../core/text'

export interface Delivery {
  /** The file to copy and the name it gets. */
  readonly from: string
  readonly name: string
}

export interface OutputFolder {
  readonly path: string
  /** All or none; answers with the new paths in the order given. */
  readonly deliver: (files: readonly Delivery[], force: boolean) => Promise<readonly string[]>
  /** Takes back a folder that was made for nothing. */
  readonly discard: () => Promise<void>
}

export async function openOutputFolder(folder: string): Promise<OutputFolder> {
  const path = resolve(folder)
  const made = await attempt(path, () => makeFolder(path))
  await attempt(path, () => probe(path))
  return {
    path,
    deliver: (files, force) => deliver(path, files, force),
    discard: async () => {
      if (made !== null) await removeEmpty(path, made)
    },
  }
}

const hidden = (name: string): string => `.gilder-${randomBytes(6).toString('hex')}-${name}`

/** Rights can be had in more ways than their bits tell: writing is the only true question. */
async function probe(path: string): Promise<void> {
  const file = join(path, hidden('probe'))
  const handle = await open(file, 'wx')
  await handle.close()
  await rm(file)
}

async function deliver(path: string, files: readonly Delivery[], force: boolean): Promise<readonly string[]> {
  const moves = files.map(({ from, name }) => ({
    from,
    beside: join(path, hidden(name)),
    to: join(path, name),
  }))
  if (!force) {
    for (const { to } of moves) {
      if (await lstat(to).catch(() => null)) throw occupied(to)
    }
  }
  try {
    for (const { from, beside } of moves) await copyFile(from, beside)
    for (const { beside, to } of moves) await rename(beside, to)
  } catch (error) {
    await Promise.all(moves.map(({ beside }) => rm(beside, { force: true }).catch(() => {})))
    throw unwritable(path, error)
  }
  return moves.map(({ to }) => to)
}

/** From the folder up to the first one that was made; stops at anything that is in use. */
async function removeEmpty(path: string, first: string): Promise<void> {
  for (let at = path; at.length >= first.length; at = dirname(at)) {
    try {
      await rmdir(at)
    } catch {
      return
    }
  }
}

async function attempt<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw unwritable(path, error)
  }
}

const unwritable = (path: string, error: unknown): GilderError =>
  new GilderError({
    kind: 'output',
    message: `The output folder ${path} cannot be written: ${isMissing(error) ? 'it cannot be made there' : reasonOf(error)}.`,
    hint: 'Choose another folder with --out.',
  })

/** Said of a folder that was to be made, "it does not exist" would puzzle. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

const occupied = (file: string): GilderError =>
  new GilderError({
    kind: 'output',
    message: `${file} exists already.`,
    hint: 'Choose another folder with --out, or replace it with --force.',
  })
