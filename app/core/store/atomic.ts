/** Files that are either the old or the new one, never half: written beside, made durable, renamed. */
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

export async function writeDurably(file: string, content: string): Promise<void> {
  await replace(file, content, true)
  await syncFolder(dirname(file))
}

/** The same without waiting for the disk, for what can be made again. */
export async function writeWhole(file: string, content: string): Promise<void> {
  await replace(file, content, false)
}

async function replace(file: string, content: string, durable: boolean): Promise<void> {
  const beside = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}`)
  try {
    const handle = await open(beside, 'wx')
    try {
      await handle.writeFile(content)
      if (durable) await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {})
    throw error
  }
}

/** Makes a rename or a new entry in the folder durable. Windows has no such thing and does not need it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    // Some network and user-space file systems cannot sync a folder; the rename itself has happened.
    if (!(error instanceof Error && 'code' in error && error.code === 'EINVAL')) throw error
  } finally {
    await handle.close()
  }
}
