/** The folder where runs are kept. */
import { stat } from 'node:fs/promises'
import { text, whyNotMade } from '../../text'
import { type Check, ok, problem, warning } from '../check'
import { mountOf } from '../file-system'
import { foreseeWriting, nearestExisting, tryWriting } from '../writable'

/** A run is a handful of durable writes; where each takes this long, one notices. */
const SLOW_MS = 250

export const data: Check = {
  name: 'data',
  async look({ layout }) {
    const folder = layout.data
    const exists = (await stat(folder).catch(() => null)) !== null
    const mount = await mountOf(await nearestExisting(folder))
    const facts = { folder, exists, fileSystem: mount?.type ?? null }
    try {
      if (!exists) {
        await foreseeWriting(folder)
        // Rights are not all: nothing can be made in some places whatever they say.
        await tryWriting(await nearestExisting(folder))
        return ok(`Runs will be kept in ${folder}, which the first run makes.`, facts)
      }
      const milliseconds = await tryWriting(folder)
      const on = mount === null ? '' : ` (${mount.type})`
      const said = { ...facts, milliseconds: Math.round(milliseconds) }
      if (mount?.nature === 'memory')
        return warning(
          `Runs are kept in ${folder}, which is in memory${on} and gone after a restart.`,
          'Choose another folder with --data DIR or the environment variable GILDER_DATA.',
          said,
        )
      if (milliseconds > SLOW_MS)
        return warning(
          `Runs are kept in ${folder}${on}, where a durable write takes ${Math.round(milliseconds)} ms.`,
          'Choose a folder on a disk of this machine with --data DIR or the environment variable GILDER_DATA.',
          said,
        )
      if (mount?.nature === 'network')
        return warning(
          `Runs are kept in ${folder}, which is on another machine${on}.`,
          'It works; do not open it from two machines at once.',
          said,
        )
      return ok(`Runs are kept in ${folder}${on}, which can be written.`, said)
    } catch (error) {
      const { message, hint = '' } = exists
        ? text.runFolderUnwritable(folder, error)
        : text.dataFolder(folder, error)
      return problem(message, hint, { ...facts, reason: whyNotMade(error) })
    }
  },
}
