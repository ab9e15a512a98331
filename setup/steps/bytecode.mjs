// @ts-check
/**
 * Compiles Gilder's own Python. The embedded interpreter never writes bytecode (its folder may be read-only), so without
 * this every start would compile the package anew. Python checks each file against the hash of its source, so an edited
 * source counts at once.
 */
import { join } from 'node:path'
import { readManifest } from '../../python-runtime/build/manifest.mjs'
import { StepError } from '../failure.mjs'
import { inRoot, runtimeFolder } from '../paths.mjs'

const packages = ['python-runtime/gilder', 'python-runtime/jobs']

const manifest = () => {
  const found = readManifest(runtimeFolder)
  if (!found) throw new StepError('There is no Python runtime to compile with.', 'Run the command again.')
  return found
}

/** @type {import('../step.mjs').Step} */
export const bytecode = {
  name: 'bytecode',
  title: 'Python bytecode',
  inputs: () => ({ files: packages, facts: { python: manifest().python } }),
  outputs: () => [inRoot('python-runtime', 'gilder', '__pycache__')],
  async run({ exec }) {
    const compile = ['-I', '-m', 'compileall', '-q', '--invalidation-mode', 'checked-hash']
    const { code } = await exec(join(runtimeFolder, manifest().executable), [
      ...compile,
      ...packages.map((name) => inRoot(name)),
    ])
    if (code === 0) return undefined
    throw new StepError(
      "Gilder's Python package does not compile.",
      'Correct what the log says and run the command again.',
    )
  },
}
