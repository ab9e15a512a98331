// @ts-check
/**
 * The other CPythons of this machine that the addon can be tested with: those that pyenv has built with a shared
 * library. Each gets NumPy, and nothing else, in a folder of its own, and a runtime.json as the boundary's tests read it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { inRoot, tools } from '../../setup/paths.mjs'
import { exec } from '../../setup/process.mjs'

/** The minor versions that the addon must run; of 3.14 no build is known to be had everywhere. */
export const wanted = ['3.11', '3.12', '3.13']

/** @typedef {{ readonly minor: string, readonly version: string, readonly prefix: string }} Python */

/** pyenv's folder of versions. */
export const pyenv = () => join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions')

/**
 * The newest shared build of a minor version; null when there is none.
 * @param {string} minor `3.12`
 * @returns {Python | null}
 */
export function sharedPython(minor) {
  const folder = pyenv()
  const [version] = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => new RegExp(`^${minor.replace('.', '\\.')}\\.\\d+$`).test(name))
    .filter((name) => existsSync(join(folder, name, 'lib', `libpython${minor}.so.1.0`)))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  return version === undefined ? null : { minor, version, prefix: join(folder, version) }
}

/** The NumPy of the carried runtime, so that only Python differs. */
const numpy = () => {
  const [, version] =
    /^numpy==(\S+)$/m.exec(readFileSync(inRoot('python-runtime/build/wheels.lock'), 'utf8')) ?? []
  if (version === undefined) throw new Error('wheels.lock does not name a version of numpy.')
  return version
}

/**
 * The folder to name in GILDER_RUNTIME.
 * @param {Python} python
 */
export async function runtimeOf({ minor, version, prefix }) {
  const folder = inRoot('.cache', 'pythons', `${version}-numpy-${numpy()}`)
  const manifest = join(folder, 'runtime.json')
  if (existsSync(manifest)) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const site = join(folder, 'site-packages')
  const executable = `bin/python${minor}`
  // The pip of the developer tools: pyenv's own are as old as their Pythons.
  const options = [
    '--target',
    site,
    '--only-binary',
    ':all:',
    '--no-deps',
    '--no-input',
    '--progress-bar',
    'off',
  ]
  const { code, output } = await exec(
    join(prefix, executable),
    ['-B', '-m', 'pip', 'install', '--disable-pip-version-check', ...options, `numpy==${numpy()}`],
    { env: { ...process.env, PYTHONPATH: tools, PIP_TARGET: '' }, timeout: 300_000 },
  )
  if (code !== 0) throw new Error(`pip could not install NumPy for Python ${version}:\n${output}`)
  const stdlib = `lib/python${minor}`
  const content = {
    version: 1,
    python: version,
    home: prefix,
    libpython: `lib/libpython${minor}.so.1.0`,
    executable,
    searchPaths: [stdlib, `${stdlib}/lib-dynload`, site],
    packages: { numpy: numpy() },
  }
  // Written last: its presence means that the rest is whole.
  writeFileSync(manifest, `${JSON.stringify(content, null, 2)}\n`)
  return folder
}
