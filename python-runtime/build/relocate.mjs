// @ts-check
/** Makes a copied Linux Python find its libraries beside itself, wherever its folder is moved to. */
import { copyFileSync, existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { exec } from '../../setup/process.mjs'
import { BuildError } from './error.mjs'
import { layoutOf } from './layout.mjs'

/** Parts of the C and C++ run time, which every Linux has and which must be the machine's own. */
const fromTheSystem =
  /^(linux-vdso|ld-linux|libc|libm|libdl|libpthread|librt|libutil|libresolv|libnss_\w+|libstdc\+\+|libgcc_s)[.-]/

/**
 * The libraries of `ldd`'s answer that the runtime must carry: name → path, null for one that was not found.
 * @param {string} answer
 * @returns {ReadonlyMap<string, string | null>}
 */
export function neededLibraries(answer) {
  /** @type {Map<string, string | null>} */
  const needed = new Map()
  for (const line of answer.split('\n')) {
    const match = /^\s*(\S+) => (not found|\/\S+)/.exec(line)
    if (!match?.[1] || !match[2]) continue
    const name = basename(match[1])
    if (!fromTheSystem.test(name)) needed.set(name, match[2] === 'not found' ? null : match[2])
  }
  return needed
}

/**
 * @param {string} folder
 * @param {{ version: string, libpython: string }} found
 * @param {string} tools
 * @param {(line: string) => void} say
 */
export async function relocate(folder, found, tools, say) {
  say('Making Python movable')
  const layout = layoutOf('linux', found.version)
  const lib = join(folder, 'lib')
  const patchelf = join(tools, 'bin', 'patchelf')
  // RPATH and not RUNPATH: somebody's LD_LIBRARY_PATH must not slip in another Python.
  const setPath = async (/** @type {string} */ path, /** @type {string} */ file) => {
    const { code, output } = await exec(patchelf, ['--force-rpath', '--set-rpath', path, file])
    if (code !== 0)
      throw new BuildError(
        `patchelf cannot change ${file}: ${output}`,
        'Delete .cache/tools and run the command again.',
      )
  }
  const extensions = readdirSync(join(folder, layout.extensions))
    .filter((name) => name.endsWith('.so'))
    .map((name) => join(folder, layout.extensions, name))
  const libpython = basename(found.libpython)
  const { stdout } = await exec('ldd', extensions)
  const { stdout: more } = await exec('ldd', [
    join(folder, layout.executable),
    join(folder, layout.libpython),
  ])
  for (const [name, path] of neededLibraries(stdout + more)) {
    if (name === libpython) continue
    if (!path)
      throw new BuildError(
        `The Python to copy needs ${name}, which this machine lacks.`,
        'Install that library, or name another Python in GILDER_PYTHON.',
      )
    if (!existsSync(join(lib, name))) copyFileSync(path, join(lib, name))
  }
  for (const name of readdirSync(lib)) if (/\.so(\.|$)/.test(name)) await setPath('$ORIGIN', join(lib, name))
  await setPath('$ORIGIN/../lib', join(folder, layout.executable))
  for (const file of extensions) await setPath('$ORIGIN/../..', file)
}
