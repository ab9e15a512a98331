// @ts-check
/** The suites of `npm test`, in the order they run: quick ones first. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listFiles } from '../../setup/fingerprint.mjs'
import { electron, node, root } from '../../setup/paths.mjs'
import { lint } from './lint.mjs'
import { onDesktop } from './on-desktop.mjs'
import { packaging } from './packaging.mjs'
import { broken, sum } from './result.mjs'
import { runNodeTests, runPlaywright, runPytest, runVitest } from './runners.mjs'

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
    run: ({ say }) => onDesktop(({ folder, env }) => runPlaywright({ suite: 'e2e', folder, env, say })),
  },
  { name: 'packaging', needs: 'tests/packaging', run: packaging },
]

/**
 * @param {Suite} suite
 * @param {(line: string) => void} say
 */
export async function runSuite({ needs, run }, say) {
  if (!existsSync(join(root, needs))) return broken('the suite has no files', `${needs} does not exist.`)
  return run({ say })
}
