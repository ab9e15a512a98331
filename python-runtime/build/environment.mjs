// @ts-check
/** Reads `environment.yml` (conda's names) and `wheels.lock` (pip's), and holds the one against the other. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { BuildError } from './error.mjs'

/**
 * @typedef {object} Environment
 * @property {string} name
 * @property {string} python `3.11`
 * @property {Readonly<Record<string, string>>} packages conda name → pinned version, without python itself
 * @property {string} hash sha256 of the file
 */

/** Where conda-forge's name for a package is not pip's. */
const pipNames = /** @type {Readonly<Record<string, string>>} */ ({
  'pytorch-cpu': 'torch',
  'matplotlib-base': 'matplotlib',
  'dask-core': 'dask',
})

/** @param {string} conda */
export const pipName = (conda) => pipNames[conda] ?? conda

/**
 * @param {string} text
 * @returns {Environment}
 */
export function parseEnvironment(text) {
  /** @type {unknown} */
  const tree = parse(text)
  const { name, dependencies } = /** @type {{ name?: unknown, dependencies?: unknown }} */ (tree ?? {})
  if (typeof name !== 'string' || !Array.isArray(dependencies))
    throw new BuildError(
      'environment.yml has no name or no list of dependencies.',
      'Correct environment.yml.',
    )
  /** @type {Record<string, string>} */
  const packages = {}
  for (const dependency of dependencies) {
    const pin = typeof dependency === 'string' ? /^([\w.-]+)=([\w.]+)$/.exec(dependency) : null
    if (!pin?.[1] || !pin[2])
      throw new BuildError(
        `environment.yml does not pin ${JSON.stringify(dependency)}.`,
        'Write every dependency as name=version; each is a package of conda-forge.',
      )
    packages[pin[1]] = pin[2]
  }
  const { python, ...others } = packages
  if (!python) throw new BuildError('environment.yml does not name python.', 'Add python=3.11 to it.')
  const hash = createHash('sha256').update(text).digest('hex')
  return { name, python, packages: others, hash }
}

/** @param {string} file */
export const readEnvironment = (file) => parseEnvironment(readFileSync(file, 'utf8'))

/**
 * The pins of a requirements file, `name==version` a line; a marker after `;` is pip's to judge.
 * @param {string} text
 * @returns {Readonly<Record<string, string>>}
 */
export function parseLock(text) {
  /** @type {Record<string, string>} */
  const pins = {}
  for (const line of text.split(/\r?\n/)) {
    const pin = /^([\w.-]+)==([^\s;]+)/.exec(line)
    if (pin?.[1] && pin[2]) pins[pin[1].toLowerCase()] = pin[2]
  }
  return pins
}

/**
 * What the two files say differently, a sentence each.
 * @param {Environment} environment
 * @param {Readonly<Record<string, string>>} lock
 */
export function differences(environment, lock) {
  return Object.entries(environment.packages).flatMap(([conda, version]) => {
    const name = pipName(conda)
    const locked = lock[name]
    if (locked === version) return []
    return [`${conda} is ${version} in environment.yml, ${name} is ${locked ?? 'not'} in wheels.lock`]
  })
}
