/** Looks before the window opens whether anything can be kept; without that no run may start, and no profile either. */
import { mkdtemp, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ErrorReport } from '../contract/error'
import { makeFolder } from '../core/store/folder'
import { text } from '../core/text'

/** Null when the folder is there, or could be made, and can be written. */
export async function dataFolderProblem(folder: string): Promise<ErrorReport | null> {
  try {
    await makeFolder(folder)
    await rmdir(await mkdtemp(join(folder, '.probe-')))
    return null
  } catch (error) {
    return text.dataFolder(folder, error)
  }
}
