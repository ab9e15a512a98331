/** Whether files can be made in a folder, by the only sure way. */

import { randomBytes } from 'node:crypto'
import { access, constants, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { exists } from '../runtime/prefix'
import { syncFolder } from '../store/atomic'

/** Writes, makes durable, renames and removes a small file; throws what the system says. Answers with milliseconds. */
export async function tryWriting(folder: string): Promise<number> {
  const name = join(folder, `.gilder-probe-${randomBytes(6).toString('hex')}`)
  const started = performance.now()
  try {
    const handle = await open(name, 'wx')
    try {
      await handle.writeFile('Gilder was here for a moment.\n')
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(name, `${name}.renamed`)
    await syncFolder(folder)
  } finally {
    for (const file of [name, `${name}.renamed`]) await rm(file, { force: true }).catch(() => {})
  }
  return performance.now() - started
}

/** The folder, or of those above it the first that is there. */
export async function nearestExisting(folder: string): Promise<string> {
  let at = folder
  while (!(await exists(at)) && dirname(at) !== at) at = dirname(at)
  return at
}

/** Without a trace: throws when a folder could not be made there, or nothing be written in it. */
export async function foreseeWriting(folder: string): Promise<void> {
  const there = await nearestExisting(folder)
  if (!(await stat(there)).isDirectory()) throw Object.assign(new Error(there), { code: 'ENOTDIR' })
  await access(there, constants.W_OK | constants.X_OK)
}
