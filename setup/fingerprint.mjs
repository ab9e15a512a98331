// @ts-check
/** Tells whether files have changed: first by size and time, which is quick, then by content, which is certain. */
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folders that tools make among the sources. */
const made = new Set(['node_modules', '__pycache__', '.ruff_cache', '.pytest_cache'])

/**
 * Every file below the entries, sorted; an entry that is missing adds nothing.
 * @param {string} root
 * @param {readonly string[]} entries files and folders relative to `root`
 * @param {readonly string[]} [except] of the same kind
 * @returns {string[]}
 */
export function listFiles(root, entries, except = []) {
  const skipped = new Set(except)
  /** @type {string[]} */
  const files = []
  /** @param {string} path */
  const visit = (path) => {
    if (skipped.has(path)) return
    const stat = lstatSync(join(root, path), { throwIfNoEntry: false })
    if (stat?.isFile()) files.push(path)
    if (!stat?.isDirectory()) return
    for (const name of readdirSync(join(root, path))) if (!made.has(name)) visit(`${path}/${name}`)
  }
  for (const entry of entries) visit(entry)
  return files.sort()
}

/**
 * @param {string} root
 * @param {readonly string[]} files
 * @param {Readonly<Record<string, string>>} facts
 */
export function quickKey(root, files, facts) {
  const hash = createHash('sha256').update(JSON.stringify(facts))
  for (const file of files) {
    const stat = lstatSync(join(root, file))
    hash.update(`${file}\0${stat.size}\0${stat.mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/**
 * @param {string} root
 * @param {readonly string[]} files
 * @param {Readonly<Record<string, string>>} facts
 */
export function contentKey(root, files, facts) {
  const hash = createHash('sha256').update(JSON.stringify(facts))
  for (const file of files) {
    const content = createHash('sha256')
      .update(readFileSync(join(root, file)))
      .digest('hex')
    hash.update(`${file}\0${content}\n`)
  }
  return hash.digest('hex')
}
