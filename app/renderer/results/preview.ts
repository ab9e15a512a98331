/** The previews of results, read once each from the folder of the run. */
import type { Artifact, Preview } from '../../contract/result'

/** A result never changes but as another revision, so what was read stays true; the oldest make room. */
const KEPT = 200
const read = new Map<string, Promise<Preview>>()

const KINDS: ReadonlySet<unknown> = new Set([
  'table',
  'chart',
  'array',
  'value',
  'text',
  'sheet',
  'image',
  'file',
  'model',
] satisfies Preview['kind'][])

export function previewOf(run: string, { preview: path, revision = 1 }: Artifact): Promise<Preview> {
  const url = `${runFileUrl(run, path)}?${revision}`
  const known = read.get(url)
  if (known !== undefined) return known
  const preview = load(url)
  read.set(url, preview)
  // What failed may work the next time.
  preview.catch(() => read.delete(url))
  for (const oldest of read.keys()) {
    if (read.size <= KEPT) break
    read.delete(oldest)
  }
  return preview
}

export const runFileUrl = (run: string, path: string): string =>
  `app://run/${[run, ...path.split('/')].map(encodeURIComponent).join('/')}`

async function load(url: string): Promise<Preview> {
  const response = await fetch(url)
  if (!response.ok) throw new Error('its file is not in the folder of the run any more.')
  const preview: unknown = await response.json()
  if (isPreview(preview)) return preview
  throw new Error('its file was written by another version of Gilder.')
}

/** Main wrote the file through the contract, so its kind is enough to know it by. */
const isPreview = (value: unknown): value is Preview =>
  typeof value === 'object' && value !== null && 'kind' in value && KINDS.has(value.kind)
