// @ts-check
/** Precompiles the runtime, and proves that it works by itself: nothing of this machine's environment reaches it. */
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exec } from '../../setup/process.mjs'
import { BuildError } from './error.mjs'
import { layoutOf } from './layout.mjs'

const next = 'Read the lines above; they name the package that failed.'

/** @typedef {{ readonly python: string, readonly packages: Readonly<Record<string, string>>, readonly foreign: readonly string[] }} Verified */

/** Windows cannot start a program that lacks these; elsewhere nothing is passed on. */
const bare = () =>
  process.platform === 'win32'
    ? { SystemRoot: process.env.SystemRoot, TEMP: process.env.TEMP, TMP: process.env.TMP }
    : {}

/**
 * Installers give files new times, which would make ordinary `.pyc` files stale: these are bound to no time.
 * @param {string} folder
 * @param {string} python
 */
export async function precompile(folder, python) {
  const { executable, stdlib } = layoutOf(process.platform, python)
  const options = ['-q', '-f', '-j', '2', '--invalidation-mode', 'unchecked-hash', '-s', folder]
  const args = ['-I', '-m', 'compileall', ...options, join(folder, stdlib)]
  const { code, output } = await exec(join(folder, executable), args, { env: bare() })
  // Packages may carry a file in a newer Python's syntax; anything else that fails is a fault.
  if (code !== 0 && !/^\*\*\* Error compiling .*site-packages/m.test(output))
    throw new BuildError(`Python's own files could not be compiled (exit code ${code}).`, next)
}

/**
 * @param {string} folder
 * @param {string} python
 * @returns {Promise<Verified>}
 */
export async function verify(folder, python) {
  const program = join(dirname(fileURLToPath(import.meta.url)), 'verify.py')
  const executable = join(folder, layoutOf(process.platform, python).executable)
  const { code, stdout, output } = await exec(executable, ['-I', '-B', program], { env: bare() })
  if (code !== 0) {
    const reason = output.trim().split('\n').at(-1) ?? ''
    for (const line of output.split('\n')) console.error(line)
    throw new BuildError(`The new runtime does not work: ${reason}`, next)
  }
  const verified = /** @type {Verified} */ (JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  if (verified.foreign.length > 0)
    throw new BuildError(
      `The new runtime uses libraries from outside itself: ${verified.foreign.map((path) => basename(path)).join(', ')}.`,
      `They were ${verified.foreign.join(', ')}; relocate.mjs must copy them.`,
    )
  return verified
}
