// @ts-check
/** The wall time of a whole `--run describe`, beside a plain Python that only imports what it needs. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare } from './row.mjs'

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function wallTime(command, args, env) {
  const started = performance.now()
  const child = spawn(command, args, { env, stdio: 'ignore' })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`)
  return performance.now() - started
}

/** @param {{ electron: string, root: string, rounds: number }} at */
export async function describeCommand({ electron, root, rounds }) {
  const data = mkdtempSync(join(tmpdir(), 'gilder-bench-'))
  const python = join(root, 'python-runtime/env/bin/python3.11')
  const sample = join(root, 'python-runtime/jobs/describe/samples/penguins.csv')
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', GILDER_TRUST: '1', GILDER_DATA: data }
  try {
    return await compare({
      row: '--run describe on its sample, whole process',
      unit: 'ms',
      peer: 'python -c "import numpy, pandas"',
      target: 1.5,
      rounds,
      gilder: () =>
        wallTime(electron, [join(root, 'out/cli/cli.cjs'), '--run', 'describe', '--input', sample], env),
      other: () => wallTime(python, ['-I', '-c', 'import numpy, pandas'], process.env),
    })
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
