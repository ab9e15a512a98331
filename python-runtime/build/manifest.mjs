// @ts-check
/** `runtime.json`: written last, so that its presence means that the runtime is whole. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { layoutOf } from './layout.mjs'
import { writeListing } from './listing.mjs'

/**
 * The shape is the contract's `RuntimeManifest`.
 * @typedef {object} Manifest
 * @property {1} version
 * @property {string} python
 * @property {string} platform
 * @property {string} arch
 * @property {string} libpython
 * @property {string} executable
 * @property {readonly string[]} searchPaths
 * @property {Readonly<Record<string, string>>} packages
 * @property {string} environment
 */

/**
 * @param {{ python: string, platform: string, arch: string, packages: Readonly<Record<string, string>>, environment: string }} facts
 * @returns {Manifest}
 */
export function manifestOf({ python, platform, arch, packages, environment }) {
  const { libpython, executable, searchPaths } = layoutOf(platform, python)
  return { version: 1, python, platform, arch, libpython, executable, searchPaths, packages, environment }
}

/**
 * With it the list of all files, itself included.
 * @param {string} folder
 * @param {Manifest} manifest
 */
export function writeManifest(folder, manifest) {
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  writeListing(folder, { 'runtime.json': text })
  writeFileSync(join(folder, 'runtime.json'), text)
}

/**
 * The manifest of a whole runtime; null for a folder that is missing, half made or damaged.
 * @param {string} folder
 * @returns {Manifest | null}
 */
export function readManifest(folder) {
  try {
    const manifest = /** @type {Manifest} */ (JSON.parse(readFileSync(join(folder, 'runtime.json'), 'utf8')))
    const needed = [manifest.libpython, manifest.executable, ...manifest.searchPaths]
    return needed.every((path) => existsSync(join(folder, path))) ? manifest : null
  } catch {
    return null
  }
}
