// @ts-check
/** NumPy's own tests in a plain Python and inside the addon, both at once, and the same Python in both. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { readManifest } from '../../python-runtime/build/manifest.mjs'
import { inRoot, node, runtimeFolder, tools } from '../../setup/paths.mjs'
import { exec } from '../../setup/process.mjs'
import { numpyTestsFolder } from '../../setup/steps/numpy-tests.mjs'
import { broken } from '../run/result.mjs'
import { compare } from './compare.mjs'

const timeout = 3_600_000

/** A part that takes no more than a minute or two: where threads, the GIL, strides, casts and buffers matter. */
export const part = [
  'numpy._core.tests.test_array_interface',
  'numpy._core.tests.test_casting_unittests',
  'numpy._core.tests.test_dlpack',
  'numpy._core.tests.test_dtype',
  'numpy._core.tests.test_item_selection',
  'numpy._core.tests.test_mem_overlap',
  'numpy._core.tests.test_mem_policy',
  'numpy._core.tests.test_memmap',
  'numpy._core.tests.test_multithreading',
  'numpy._core.tests.test_overrides',
  'numpy._core.tests.test_print',
  'numpy.fft',
  'numpy.linalg',
  'numpy.random',
]

/** The same for both, whatever this machine is like and however many tests run beside it. */
const settings = {
  PYTHONPATH: [tools, numpyTestsFolder, inRoot('tests', 'numpy', 'python')].join(delimiter),
  PYTHONDONTWRITEBYTECODE: '1',
  PATH: [join(numpyTestsFolder, 'bin'), process.env.PATH].join(delimiter),
  NPY_AVAILABLE_MEM: '2 GB',
  OPENBLAS_NUM_THREADS: '1',
}

/**
 * @param {string} name
 * @param {string} command
 * @param {readonly string[]} args
 * @param {readonly string[]} tests
 * @param {(line: string) => void} say
 */
async function outcomesOf(name, command, args, tests, say) {
  const folder = inRoot('.cache', 'numpy-tests-run', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'outcomes.json')
  const { output } = await exec(command, [...args, file, ...tests], {
    cwd: folder,
    env: { ...process.env, ...settings, TMPDIR: folder },
    timeout,
    onLine: (line) => /\[ *\d+%\]/.test(line) && say(`${name}: ${line.slice(-8)}`),
  })
  const tail = output.trimEnd().split('\n').slice(-40).join('\n')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { brokeOff: tail }
}

/**
 * @param {readonly string[]} tests as `numpy.test` takes them; none: all
 * @returns {import('../run/show.mjs').Run}
 */
export const numpySuite =
  (tests) =>
  async ({ say }) => {
    const manifest = readManifest(runtimeFolder)
    if (!manifest) return broken('there is no Python runtime', `${runtimeFolder} is not whole.`)
    const python = join(runtimeFolder, manifest.executable)
    const [plain, embedded] = await Promise.all([
      outcomesOf('plain', python, ['-m', 'numpy_suite'], tests, say),
      outcomesOf('embedded', node, [inRoot('tests', 'numpy', 'embedded.cjs')], tests, say),
    ])
    for (const [name, { brokeOff }] of Object.entries({ plain, embedded }))
      if (brokeOff !== undefined) return broken(`${name}: NumPy's tests did not come to their end`, brokeOff)
    const known = JSON.parse(readFileSync(inRoot('tests', 'numpy', 'differences.json'), 'utf8'))
    return compare({ plain, embedded, known })
  }
