// @ts-check
/** The suites of `npm test`, in the order they run: quick ones first. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listFiles } from '../../setup/fingerprint.mjs'
import { electron, node, root } from '../../setup/paths.mjs'
import { canRead, folderOf, launcher, plainUser, startDisplay } from './desktop.mjs'
import { lint } from './lint.mjs'
import { broken, sum } from './result.mjs'
import { runNodeTests, runPlaywright, runPytest, runVitest } from './runners.mjs'
import { readableRoot } from './stage.mjs'

/** @typedef {(context: { readonly say: (line: string) => void }) => Promise<import('./result.mjs').Result>} Run */
/** @typedef {{ readonly name: string, readonly needs: string, readonly run: Run }} Suite `needs`: a path without which there is nothing to run */

const boundaryFiles = () => listFiles(root, ['tests/boundary']).filter((file) => /\.test\.cjs$/.test(file))

/**
 * The boundary's tests again by another program.
 * @param {string} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Run}
 */
const boundary =
  (command, env) =>
  async ({ say }) => {
    const files = boundaryFiles()
    if (files.length === 0) return broken('the suite has no files', 'tests/boundary has no *.test.cjs.')
    return sum(await runNodeTests({ command, args: ['--test-reporter=tap'], files, env, say }))
  }

/**
 * A screen, a plain user and a checkout that he can read, for as long as the work takes.
 * @param {(place: { folder: string, env: NodeJS.ProcessEnv, program: string }) => Promise<import('./result.mjs').Result>} work
 */
async function onDesktop(work) {
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
    return await work({ folder, env, program })
  } finally {
    await display.stop()
  }
}

/** @type {readonly Suite[]} */
export const suites = [
  { name: 'lint', needs: 'biome.json', run: lint },
  { name: 'unit', needs: 'tests/unit', run: ({ say }) => runVitest('unit', say) },
  { name: 'python', needs: 'tests/python', run: ({ say }) => runPytest(say) },
  { name: 'boundary', needs: 'tests/boundary', run: boundary(node, process.env) },
  {
    name: 'boundary-electron-node',
    needs: 'tests/boundary',
    run: boundary(electron, { ...process.env, ELECTRON_RUN_AS_NODE: '1' }),
  },
  {
    name: 'boundary-electron-main',
    needs: 'tests/boundary/electron/package.json',
    run: ({ say }) =>
      onDesktop(async ({ folder, env, program }) =>
        sum(
          await runNodeTests({
            command: program,
            files: [join(folder, 'tests', 'boundary', 'electron')],
            cwd: folder,
            env,
            say,
          }),
        ),
      ),
  },
  { name: 'cli', needs: 'tests/cli', run: ({ say }) => runVitest('cli', say) },
  {
    name: 'e2e',
    needs: 'tests/e2e',
    run: ({ say }) => onDesktop(({ folder, env }) => runPlaywright({ folder, env, say })),
  },
  { name: 'packaging', needs: 'tests/packaging', run: ({ say }) => runVitest('packaging', say) },
]

/**
 * @param {Suite} suite
 * @param {(line: string) => void} say
 */
export async function runSuite({ needs, run }, say) {
  if (!existsSync(join(root, needs))) return broken('the suite has no files', `${needs} does not exist.`)
  return run({ say })
}
