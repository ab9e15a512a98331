// @ts-check
/** The packed app, moved away from where it was made, for a plain user with an empty environment. */
import { spawnSync } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { inRoot, node, root } from '../../setup/paths.mjs'
import { exec } from '../../setup/process.mjs'
import { becoming, canRead, launcher } from './desktop.mjs'
import { onDesktop } from './on-desktop.mjs'
import { broken } from './result.mjs'
import { runPlaywright } from './runners.mjs'

/** With a space and a letter outside of ASCII, as users' folders have them. */
const folderName = 'Gilder unterwegs ü'

/**
 * @param {string} to
 * @param {import('./desktop.mjs').User | null} user
 */
function move(to, user) {
  const packed = inRoot('dist', 'linux-unpacked')
  // Links are quick, but cannot cross to another disk and keep modes that may shut the user out.
  const linked = spawnSync('cp', ['-al', packed, to]).status === 0
  if (linked && canRead(user, [join(to, 'resources', 'app.asar')])) return
  spawnSync('cp', ['-a', '--reflink=auto', '-T', packed, to])
  spawnSync('chmod', ['-R', 'a+rX', to])
}

/** @type {import('./show.mjs').Run} */
export async function packaging({ say }) {
  say('packing the app')
  const { code, output } = await exec(node, [inRoot('setup', 'main.mjs'), 'dist'], { cwd: root, onLine: say })
  if (code !== 0) return broken('npm run dist', output)
  return onDesktop(async ({ folder, home, user, display, env }) => {
    const moved = join(home, folderName)
    move(moved, user)
    const program = launcher({ electron: join(moved, 'gilder-app'), user, display, folder: home })
    const bare = ['/usr/bin/env', '-i', `HOME=${user?.home ?? homedir()}`, join(moved, 'gilder')]
    return runPlaywright({
      suite: 'packaging',
      folder,
      say,
      env: {
        ...env,
        GILDER_TEST_ELECTRON: program,
        GILDER_TEST_APP: join(moved, 'resources'),
        GILDER_TEST_PACKAGED: JSON.stringify(user ? [...becoming(user), ...bare] : bare),
      },
    })
  })
}
