/** Room for what runs write: in the data folder and in the folder for temporary files. */
import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { reasonOf } from '../../text'
import { type Check, ok, problem, sizeText, warning } from '../check'
import { nearestExisting, tryWriting } from '../writable'

const LITTLE = 2e9
/** Not even the record of a run may fit. */
const NOTHING = 20e6

export const disk: Check = {
  name: 'disk',
  async look({ layout }) {
    const temporary = tmpdir()
    const data = await freeIn(await nearestExisting(layout.data))
    const temp = await freeIn(temporary)
    const facts = { data, temporary: temp, temporaryFolder: temporary }
    if (data !== null && data < NOTHING)
      return problem(
        `The disk of the data folder is full: ${sizeText(data)} are free.`,
        'Free some space, or choose another data folder with --data DIR.',
        facts,
      )
    try {
      await tryWriting(temporary)
    } catch (error) {
      return warning(
        `The folder for temporary files, ${temporary}, cannot be written: ${reasonOf(error)}.`,
        'Many packages need it: let TMPDIR (on Windows TEMP) name a folder that can be written.',
        facts,
      )
    }
    const said = `${roomText(data)} free for runs, ${roomText(temp)} for temporary files in ${temporary}.`
    const least = Math.min(data ?? LITTLE, temp ?? LITTLE)
    if (least >= LITTLE) return ok(said, facts)
    return warning(said, 'Free some space before you run jobs on large data.', facts)
  },
}

const roomText = (bytes: number | null): string => (bytes === null ? 'An unknown amount' : sizeText(bytes))

/** For this user; null where the file system does not say. */
async function freeIn(folder: string): Promise<number | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder)
    // File systems that are none, such as /proc, have no size at all.
    return blocks === 0 ? null : bavail * bsize
  } catch {
    return null
  }
}
