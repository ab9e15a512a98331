// @ts-check
/** A screen, a plain user and a checkout that he can read, for as long as the work takes. */
import { electron, root } from '../../setup/paths.mjs'
import { canRead, folderOf, launcher, plainUser, startDisplay } from './desktop.mjs'
import { broken } from './result.mjs'
import { readableRoot } from './stage.mjs'

/**
 * @typedef {object} Place
 * @property {string} folder the checkout
 * @property {string} home a folder that the user owns
 * @property {import('./desktop.mjs').User | null} user null: the one who runs the tests
 * @property {string} display
 * @property {string} program starts Electron as the user
 * @property {NodeJS.ProcessEnv} env tells the tests all of this
 */

/**
 * @param {(place: Place) => Promise<import('./result.mjs').Result>} work
 */
export async function onDesktop(work) {
  const user = plainUser()
  const folder = readableRoot(user)
  const home = folderOf(user)
  const path = electron.replace(root, folder)
  if (!canRead(user, [path])) return broken('Electron cannot be read by a plain user', path)
  const display = await startDisplay()
  try {
    const program = launcher({ electron: path, user, display: display.name, folder: home })
    const env = {
      ...process.env,
      DISPLAY: display.name,
      GILDER_TEST_ELECTRON: program,
      GILDER_TEST_APP: folder,
      GILDER_TEST_HOME: home,
    }
    return await work({ folder, home, user, display: display.name, program, env })
  } finally {
    await display.stop()
  }
}
