// @ts-check
/** The runtime by conda, mamba or micromamba. Choosing the tool and its command are pure; running it is one call. */
import { existsSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'
import { exec } from '../../setup/process.mjs'
import { BuildError } from './error.mjs'

/** @typedef {{ readonly kind: 'micromamba' | 'mamba' | 'conda', readonly path: string }} CondaTool */
/** @typedef {{ readonly command: string, readonly args: readonly string[], readonly env: Readonly<Record<string, string>> }} CondaCommand */

const kinds = /** @type {const} */ (['micromamba', 'mamba', 'conda'])

/**
 * The tool a person's shell has set up, else the quickest one on PATH.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ platform?: string, exists?: (path: string) => boolean }} [world]
 * @returns {CondaTool | null}
 */
export function findConda(env, { platform = process.platform, exists = existsSync } = {}) {
  for (const path of [env.MAMBA_EXE, env.CONDA_EXE]) {
    const kind = path && kinds.find((known) => basename(path.replaceAll('\\', '/')).startsWith(known))
    if (path && kind && exists(path)) return { kind, path }
  }
  const suffixes = platform === 'win32' ? ['.exe'] : ['']
  for (const kind of kinds)
    for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean))
      for (const suffix of suffixes) {
        const path = join(folder, kind + suffix)
        if (exists(path)) return { kind, path }
      }
  return null
}

/**
 * @param {CondaTool} tool
 * @param {string} prefix
 * @param {string} file
 * @returns {CondaCommand}
 */
export function createCommand({ kind, path }, prefix, file) {
  const create = kind === 'micromamba' ? ['create', '--yes'] : ['env', 'create']
  return {
    command: path,
    args: [...create, '--prefix', prefix, '--file', file],
    env: {
      // Older versions of `conda env create` know no --yes.
      CONDA_ALWAYS_YES: 'true',
      MAMBA_ALWAYS_YES: 'true',
      // Trimming a hard-linked environment would damage the tool's own package cache.
      CONDA_ALWAYS_COPY: 'true',
      MAMBA_ALWAYS_COPY: 'true',
      // Hides a CUDA driver from the solver, which would otherwise prefer GPU builds.
      CONDA_OVERRIDE_CUDA: '',
    },
  }
}

/**
 * @param {CondaTool} tool
 * @param {string} prefix
 * @param {string} file
 * @param {(line: string) => void} say
 */
export async function createWithConda(tool, prefix, file, say) {
  say(`Solving and downloading with ${tool.kind}`)
  const { command, args, env } = createCommand(tool, prefix, file)
  const { code } = await exec(command, args, { env: { ...process.env, ...env }, onLine: say })
  if (code !== 0)
    throw new BuildError(
      `${tool.kind} could not make the environment (exit code ${code}).`,
      'Read its lines above; often the network or the channel conda-forge cannot be reached.',
    )
}
