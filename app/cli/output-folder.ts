/**
 * The folder of --out. It is tried before the job starts, since an hour of work for a folder that cannot be written is
 * the wrong order; the files are staged beside their places and renamed, so none is ever seen half.
 */
import { randomBytes } from 'node:crypto'
import { copyFile, lstat, open, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { GilderError } from '../contract/error'
import { makeFolder } from '../core/store/folder'
import { whyNotMade } from '../core/text'

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
    /** Where a file that is replaced waits until all are. */
    aside: join(path, hidden(name)),
    to: join(path, name),
  }))
  const replaced = new Set<string>()
  for (const { to } of moves) {
    const entry = await lstat(to).catch(() => null)
    if (entry?.isDirectory()) throw folderInTheWay(to)
    if (entry !== null && !force) throw occupied(to)
    if (entry !== null) replaced.add(to)
  }
  const undo: (() => Promise<void>)[] = []
  try {
    for (const { from, beside } of moves) {
      undo.push(() => rm(beside, { force: true }))
      await copyFile(from, beside)
    }
    for (const { beside, aside, to } of moves) {
      if (replaced.has(to)) {
        await rename(to, aside)
        undo.push(() => rename(aside, to))
      }
      await rename(beside, to)
      undo.push(() => rm(to, { force: true }))
    }
  } catch (error) {
    for (const step of undo.reverse()) await step().catch(() => {})
    throw unwritable(path, error)
  }
  for (const { aside } of moves) await rm(aside, { force: true }).catch(() => {})
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
    message: `The output folder ${path} cannot be written: ${whyNotMade(error)}.`,
    hint: 'Choose another folder with --out.',
  })

const folderInTheWay = (path: string): GilderError =>
  new GilderError({
    kind: 'output',
    message: `${path} is a folder, and a result file of that name has to go there.`,
    hint: 'Move it away, or choose another folder with --out.',
  })

const occupied = (file: string): GilderError =>
  new GilderError({
    kind: 'output',
    message: `${file} exists already.`,
    hint: 'Choose another folder with --out, or replace it with --force.',
  })
