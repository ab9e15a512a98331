// @ts-check
/** What NumPy's own tests need, apart from the developer tools: pytest loads every plugin that it finds beside it. */
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readManifest } from '../../python-runtime/build/manifest.mjs'
import { StepError } from '../failure.mjs'
import { inRoot, runtimeFolder, tools } from '../paths.mjs'

export const numpyTestsFolder = inRoot('.cache', 'numpy-tests')
const half = `${numpyTestsFolder}.tmp`
const list = 'setup/numpy-tests.txt'

/** @type {import('../step.mjs').Step} */
export const numpyTests = {
  name: 'numpy-tests',
  title: "What NumPy's tests need",
  inputs: () => ({ files: [list], facts: { platform: process.platform, arch: process.arch } }),
  outputs: () => [join(numpyTestsFolder, 'hypothesis')],
  async run({ exec }) {
    await rm(half, { recursive: true, force: true })
    const manifest = readManifest(runtimeFolder)
    if (!manifest) throw new StepError('There is no Python runtime.', 'Run: npm run setup')
    const options = ['--target', half, '--no-deps', '--no-input', '--disable-pip-version-check']
    const { code } = await exec(
      join(runtimeFolder, manifest.executable),
      ['-B', '-m', 'pip', 'install', ...options, '--progress-bar', 'off', '--requirement', inRoot(list)],
      { env: { ...process.env, PYTHONPATH: tools } },
    )
    if (code !== 0)
      throw new StepError(
        `pip could not install what ${list} names.`,
        'Check the network and the index pip is set up for, then run the same command again.',
      )
    await rm(numpyTestsFolder, { recursive: true, force: true })
    await rename(half, numpyTestsFolder)
    return undefined
  },
}
