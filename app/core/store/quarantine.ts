/** Where run folders go that cannot be read, once somebody says so: out of the list, and all that is in them kept. */
import { mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from './atomic'

export const quarantineOf = (runs: string): string => join(dirname(runs), 'quarantine')

/** Answers with its new place. */
export async function quarantine(runs: string, id: string): Promise<string> {
  const folder = quarantineOf(runs)
  await mkdir(folder, { recursive: true })
  for (let number = 1; ; number += 1) {
    const place = join(folder, number === 1 ? id : `${id}-${number}`)
    try {
      // A folder of that name may lie there from before: an empty one of ours makes the name ours.
      await mkdir(place)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue
      throw error
    }
    await rename(join(runs, id), join(place, id))
    await Promise.all([syncFolder(folder), syncFolder(runs)])
    return place
  }
}
