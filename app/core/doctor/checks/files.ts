/** Every file of the runtime, by its hash. */
import { stat } from 'node:fs/promises'
import type { Layout } from '../../layout'
import { type Comparison, compareFiles, type Difference } from '../../runtime/compare'
import { LISTING, readListing } from '../../runtime/listing'
import { type Check, ok, problem, sizeText, type Verdict, warning } from '../check'

/** More names than these help nobody; the facts have some more. */
const NAMED = 5
const LISTED = 200

export const files: Check = {
  name: 'files',
  async look({ layout, progress }) {
    const folder = layout.runtime
    if ((await stat(folder).catch(() => null)) === null)
      return problem('There are no files to look at.', repairHint(layout), { folder })
    const listed = await readListing(folder)
    if (listed === 'damaged')
      return problem(`${LISTING}, the list of the runtime's files, is damaged.`, repairHint(layout), {
        folder,
      })
    if (listed === null) return withoutList(layout)
    const compared = await compareFiles(folder, listed, (fraction) =>
      progress({ fraction, message: 'reading the files of the Python runtime' }),
    )
    return verdict(layout, compared)
  },
}

function withoutList(layout: Layout): Verdict {
  const facts = { folder: layout.runtime }
  if (layout.runtimeNamed)
    return ok('This Python is your own: there is no list to compare its files with.', facts)
  return warning(
    `The runtime has no list of its files (${LISTING}), so that they cannot be verified.`,
    repairHint(layout),
    facts,
  )
}

function verdict(layout: Layout, { files, bytes, differing, added }: Comparison): Verdict {
  const facts = {
    folder: layout.runtime,
    files,
    bytes,
    differ: differing.length,
    differing: differing.slice(0, LISTED),
    additional: added.length,
    added: added.slice(0, LISTED),
  }
  const count = files.toLocaleString('en-GB')
  if (differing.length > 0) {
    const names = some(differing.map((one) => `${one.path} (${words[one.how]})`))
    return problem(`${differing.length} of ${count} files differ: ${names}.`, repairHint(layout), facts)
  }
  if (added.length > 0)
    return warning(
      `All ${count} files are as they were made, and ${added.length} more lie among them: ${some(added)}.`,
      'If you did not put them there on purpose, remove them: Python would import them.',
      facts,
    )
  return ok(`All ${count} files (${sizeText(bytes)}) are as they were made.`, facts)
}

const words: Readonly<Record<Difference['how'], string>> = {
  missing: 'missing',
  size: 'another size',
  content: 'changed',
  kind: 'no regular file',
  unreadable: 'unreadable',
}

function some(names: readonly string[]): string {
  const rest = names.length - NAMED
  return `${names.slice(0, NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

function repairHint({ packaged, runtimeNamed }: Layout): string {
  if (runtimeNamed) return 'GILDER_RUNTIME names this folder: correct or unset it.'
  return packaged
    ? 'Install Gilder again, or take the files from a whole copy with "gilder --repair FOLDER".'
    : '"gilder --repair" makes the runtime again.'
}
