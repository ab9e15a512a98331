// @ts-check
/**
 * Shows the peers our runtime's Python as if it were the system's: they look for it by `python3-config`, `pkg-config`
 * and `libpython3.X.so`. Everything lies in one folder that their builds and their processes have first on PATH.
 */
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/**
 * @typedef {object} Python
 * @property {string} home
 * @property {string} bin goes first on PATH
 * @property {string} version
 */

/**
 * @param {{ home: string, folder: string }} where
 * @returns {Python}
 */
export function presentPython({ home, folder }) {
  const manifest = JSON.parse(readFileSync(join(home, 'runtime.json'), 'utf8'))
  const name = `python${manifest.python.split('.').slice(0, 2).join('.')}`
  const include = `-I${join(home, 'include', name)}`
  const [bin, lib] = [join(folder, 'bin'), join(folder, 'lib')]
  const link = `-L${lib} -Wl,-rpath,${lib} -l${name}`
  rmSync(folder, { recursive: true, force: true })
  for (const each of [bin, lib]) mkdirSync(each, { recursive: true })
  const library = join(home, manifest.libpython)
  for (const each of new Set([basename(library), `lib${name}.so`])) symlinkSync(library, join(lib, each))
  symlinkSync(join(home, manifest.executable), join(bin, 'python3'))
  script(join(bin, 'python3-config'), {
    '--includes': include,
    '--cflags': `${include} -O2 -DNDEBUG`,
    '--ldflags': link,
    '--configdir': lib,
  })
  script(join(bin, 'pkg-config'), { '--cflags': include, '--libs': link })
  return { home, bin, version: manifest.python }
}

/**
 * @param {string} file
 * @param {Readonly<Record<string, string>>} answers by the first argument
 */
function script(file, answers) {
  const cases = Object.entries(answers).map(([option, answer]) => `  ${option}) echo '${answer}' ;;`)
  writeFileSync(file, ['#!/bin/sh', 'case "$1" in', ...cases, '  *) exit 1 ;;', 'esac', ''].join('\n'))
  chmodSync(file, 0o755)
}
