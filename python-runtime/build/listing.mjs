// @ts-check
/**
 * `files.tsv`: every file of the runtime with its size and hash, so that a damaged one can be named long after. Lines of
 * `sha256 TAB bytes TAB path`, `link TAB target TAB path`, and at the end `end TAB count`, without which it was cut off.
 */
import { createHash } from 'node:crypto'
import { closeSync, lstatSync, openSync, readlinkSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { walk } from './trim.mjs'

export const LISTING = 'files.tsv'

const piece = Buffer.allocUnsafe(1 << 20)

/** @param {string} file */
function hashOf(file) {
  const hash = createHash('sha256')
  const handle = openSync(file, 'r')
  try {
    for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece))
      hash.update(piece.subarray(0, read))
  } finally {
    closeSync(handle)
  }
  return hash.digest('hex')
}

/**
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} later files that are written after the list, by path
 */
export function writeListing(folder, later) {
  const found = [...walk(folder)].map((path) => path.slice(folder.length + 1))
  const lines = found
    .filter((path) => path !== LISTING && !(path in later))
    .flatMap((path) => {
      const file = join(folder, path)
      const stat = lstatSync(file)
      if (stat.isSymbolicLink()) return [`link\t${readlinkSync(file)}\t${path}`]
      return stat.isFile() ? [`${hashOf(file)}\t${stat.size}\t${path}`] : []
    })
  for (const [path, text] of Object.entries(later))
    lines.push(`${createHash('sha256').update(text).digest('hex')}\t${Buffer.byteLength(text)}\t${path}`)
  writeFileSync(join(folder, LISTING), [...lines, `end\t${lines.length}`, ''].join('\n'))
}
