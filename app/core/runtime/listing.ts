/** `files.tsv` beside runtime.json: what every file of the runtime was when it was made. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export const LISTING = 'files.tsv'

export type ListedFile =
  | { readonly kind: 'file'; readonly path: string; readonly bytes: number; readonly sha256: string }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }

/** Null where there is none, as in every Python that was not made by us; `damaged` when it cannot be relied on. */
export async function readListing(folder: string): Promise<readonly ListedFile[] | 'damaged' | null> {
  const content = await readFile(join(folder, LISTING), 'utf8').catch((error: unknown) =>
    error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : '',
  )
  return content === null ? null : (parseListing(content) ?? 'damaged')
}

/** Null unless it is whole. */
export function parseListing(content: string): readonly ListedFile[] | null {
  const lines = content.split('\n')
  if (lines.pop() !== '' || lines.pop() !== `end\t${lines.length}`) return null
  const files: ListedFile[] = []
  for (const line of lines) {
    const [mark = '', detail = '', path = ''] = line.split('\t')
    if (!isInside(path)) return null
    if (mark === 'link') files.push({ kind: 'link', path, target: detail })
    else if (/^[0-9a-f]{64}$/.test(mark) && /^\d+$/.test(detail))
      files.push({ kind: 'file', path, bytes: Number(detail), sha256: mark })
    else return null
  }
  return files
}

/** A list is data from a folder the user may have pointed at: it names files of its own folder or none. */
const isInside = (path: string): boolean =>
  path !== '' && !/^([/\\]|[a-z]:)/i.test(path) && !path.split(/[/\\]/).includes('..')
