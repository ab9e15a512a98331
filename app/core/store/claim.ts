/**
 * At most one start: whoever starts a run makes this file first, and only one can be the one who makes it. It stays in
 * the folder for good, so that no later Gilder takes a begun run for a waiting one.
 */
import { open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ProcessRef } from '../../contract/run'
import { thisProcess } from './owner'

const CLAIM = 'claim.json'

/** True for exactly one caller, of all processes and for ever. The folder itself is made durable by the record that follows. */
export async function claimStart(folder: string): Promise<boolean> {
  try {
    const file = await open(join(folder, CLAIM), 'wx')
    try {
      await file.writeFile(`${JSON.stringify(thisProcess())}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

export const isClaimed = async (folder: string): Promise<boolean> => (await claimedAt(folder)) !== null

/** When its start was claimed; null while it has not been. */
export async function claimedAt(folder: string): Promise<Date | null> {
  return stat(join(folder, CLAIM)).then(
    ({ mtime }) => mtime,
    () => null,
  )
}

/** Who started it; null when he died before he had written his name. */
export async function claimant(folder: string): Promise<ProcessRef | null> {
  // Between the making of the file and the name in it lies a moment; a second is much more than that.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const content = await readFile(join(folder, CLAIM), 'utf8').catch(() => '')
    if (content.endsWith('\n')) return read(content)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return null
}

function read(content: string): ProcessRef | null {
  try {
    return ProcessRef.parse(JSON.parse(content))
  } catch {
    return null
  }
}
