// @ts-check
/** What a step was last made from, kept in a small file of its own; no file means that it must run. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { contentKey, listFiles, quickKey } from './fingerprint.mjs'

/**
 * @typedef {object} Inputs
 * @property {readonly string[]} [files] files and folders, relative to the root
 * @property {readonly string[]} [except]
 * @property {Readonly<Record<string, string>>} [facts] versions, platform and the like
 */

/** @typedef {{ readonly quick: string, readonly content: string }} Stamp */

/**
 * @param {string} file
 * @returns {Stamp | null}
 */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/**
 * @param {string} file
 * @param {Stamp} stamp
 */
function write(file, stamp) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.tmp`, JSON.stringify(stamp))
  renameSync(`${file}.tmp`, file)
}

/**
 * @param {string} root
 * @param {Inputs} inputs
 */
function keysOf(root, { files = [], except = [], facts = {} }) {
  const found = listFiles(root, files, except)
  return { quick: () => quickKey(root, found, facts), content: () => contentKey(root, found, facts) }
}

/**
 * @param {{ root: string, folder: string }} place
 * @param {string} name
 * @param {Inputs} inputs
 * @param {readonly string[]} outputs absolute paths that must exist
 */
export function isCurrent({ root, folder }, name, inputs, outputs) {
  const file = join(folder, `${name}.json`)
  const stamp = read(file)
  if (!stamp || !outputs.every((path) => existsSync(path))) return false
  const keys = keysOf(root, inputs)
  const quick = keys.quick()
  if (quick === stamp.quick) return true
  if (keys.content() !== stamp.content) return false
  // Only times differ, as after a checkout: next time the quick look is enough again.
  write(file, { quick, content: stamp.content })
  return true
}

/**
 * Taken before a step runs: what changes meanwhile makes it run again.
 * @param {string} root
 * @param {Inputs} inputs
 * @returns {Stamp}
 */
export function stampOf(root, inputs) {
  const keys = keysOf(root, inputs)
  return { quick: keys.quick(), content: keys.content() }
}

/**
 * @param {{ folder: string }} place
 * @param {string} name
 * @param {Stamp} stamp
 */
export function setStamp({ folder }, name, stamp) {
  write(join(folder, `${name}.json`), stamp)
}

/**
 * A step that is about to run must not count as done if it is stopped half-way.
 * @param {{ folder: string }} place
 * @param {string} name
 */
export function clearStamp({ folder }, name) {
  rmSync(join(folder, `${name}.json`), { force: true })
}
