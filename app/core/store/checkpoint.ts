/** The state a job has kept, on its way into the folder of the run that goes on from it. */
import { constants } from 'node:fs'
import { copyFile, link, lstat } from 'node:fs/promises'
import { join } from 'node:path'

/** As `gilder/run/checkpoints.py` calls it. */
export const CHECKPOINT = 'checkpoint.pkl'

export const hasCheckpoint = (folder: string): Promise<boolean> =>
  lstat(join(folder, CHECKPOINT)).then(
    (entry) => entry.isFile(),
    () => false,
  )

/** The job replaces the file and never writes into it: one content under two names does, where a disk can do that. */
export async function bringCheckpoint(from: string, to: string): Promise<void> {
  const [source, target] = [join(from, CHECKPOINT), join(to, CHECKPOINT)]
  await link(source, target).catch(() => copyFile(source, target, constants.COPYFILE_EXCL))
}
