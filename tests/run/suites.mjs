// @ts-check
/** The suites of `npm test`, in the order they begin: quick ones first. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readManifest } from '../../python-runtime/build/manifest.mjs'
import { listFiles } from '../../setup/fingerprint.mjs'
import { electron, node, root, runtimeFolder } from '../../setup/paths.mjs'
import { numpySuite, part } from '../numpy/run.mjs'
import { lint } from './lint.mjs'
import { onDesktop } from './on-desktop.mjs'
import { packaging } from './packaging.mjs'
import { runtimeOf, sharedPython, wanted } from './pythons.mjs'
import { broken, sum } from './result.mjs'
import { runNodeTests, runPlaywright, runPytest, runVitest } from './runners.mjs'
import { windowsCompile } from './windows.mjs'

/** @typedef {import('./show.mjs').Run} Run */
/**
 * @typedef {{ readonly name: string, readonly needs: string, readonly run: Run, readonly sharing?: string }} Suite
 * `needs`: a path without which there is nothing to run; `sharing`: as for `inLanes`
 */

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
 * The boundary's tests with every other shared CPython of this machine that the addon can run.
 * @type {Run}
 */
const boundaryVersions = async ({ say }) => {
  /** @type {import('./result.mjs').Result[]} */
  const results = []
  const carried = readManifest(runtimeFolder)?.python.split('.').slice(0, 2).join('.')
  for (const minor of wanted) {
    if (minor === carried) {
      console.log(`Python ${minor} is the one that Gilder carries: the suite "boundary" has run it.`)
      continue
    }
    const python = sharedPython(minor)
    if (python === null) {
      console.log(`No shared Python ${minor} is in pyenv's folder: its tests are skipped.`)
      results.push({ passed: 0, skipped: 1, failures: [] })
      continue
    }
    say(`Python ${python.version}: installing NumPy`)
    // What ends a process is tested in rounds; the suites of the carried Python make all of them.
    const env = { ...process.env, GILDER_RUNTIME: await runtimeOf(python), GILDER_EXIT_ROUNDS: '1' }
    const result = await boundary(node, env)({ say: (line) => say(`Python ${python.version}: ${line}`) })
    const named = result.failures.map(({ name, text }) => ({
      name: `Python ${python.version}: ${name}`,
      text,
    }))
    results.push({ ...result, failures: named })
  }
  return sum(results)
}

/** @type {readonly Suite[]} */
const all = [
  { name: 'lint', needs: 'biome.json', run: lint },
  { name: 'unit', needs: 'tests/unit', run: ({ say }) => runVitest('unit', say) },
  { name: 'python', needs: 'tests/python', run: ({ say }) => runPytest(say) },
  { name: 'windows-compile', needs: 'native/windows', run: windowsCompile },
  { name: 'boundary', needs: 'tests/boundary', run: boundary(node, process.env) },
  {
    name: 'boundary-electron-node',
    needs: 'tests/boundary',
    // What ends a process is tested in rounds; plain Node makes all of them.
    run: boundary(electron, { ...process.env, ELECTRON_RUN_AS_NODE: '1', GILDER_EXIT_ROUNDS: '1' }),
  },
  {
    name: 'boundary-electron-main',
    needs: 'tests/boundary/electron/package.json',
    sharing: 'desktop',
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
  { name: 'boundary-versions', needs: 'tests/boundary', run: boundaryVersions },
  { name: 'numpy', needs: 'tests/numpy', run: numpySuite(part) },
  { name: 'cli', needs: 'tests/cli', run: ({ say }) => runVitest('cli', say) },
  { name: 'faults', needs: 'tests/faults', run: ({ say }) => runVitest('faults', say) },
  {
    name: 'e2e',
    needs: 'tests/e2e',
    sharing: 'desktop',
    run: ({ say }) => onDesktop(({ folder, env }) => runPlaywright({ suite: 'e2e', folder, env, say })),
  },
  { name: 'packaging', needs: 'tests/packaging', sharing: 'desktop', run: packaging },
]

/** @type {readonly import('./show.mjs').Runnable[]} */
export const suites = all.map(({ name, needs, run, ...rest }) => ({
  ...rest,
  name,
  run: async (context) =>
    existsSync(join(root, needs))
      ? run(context)
      : broken('the suite has no files', `${needs} does not exist.`),
}))
