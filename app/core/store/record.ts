/** `run.json` as text and back. */
import { type ErrorReport, GilderError } from '../../contract/error'
import { Run } from '../../contract/run'
import { fromExactJson, toExactJson } from '../exact-json'
import { text } from '../text'

export const RECORD = 'run.json'

export const encodeRun = (run: Run): string => `${toExactJson(run, 1)}\n`

/**
 * For `JSON.stringify` in what other programs read, which need not know our tags: integers beyond 2^53, infinities and
 * NaN as text, which Python's own conversion of parameters takes back.
 */
export function exact(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  return value
}

/** Throws a GilderError that says why the record cannot be used. */
export function decodeRun(id: string, folder: string, content: string): Run {
  const plain = json(content)
  if (typeof plain === 'object' && plain !== null && 'version' in plain) {
    const { version } = plain
    if (typeof version === 'number' && version > 1)
      throw new GilderError(text.runFolder(folder, text.newerRun))
  }
  const parsed = Run.safeParse(plain)
  // A record under another name would let one folder speak for another.
  if (!parsed.success || parsed.data.id !== id) throw new GilderError(text.runFolder(folder, text.badRecord))
  return parsed.data
}

/** Whether the record could not be used for being of a newer Gilder: such a folder is nobody's here to touch. */
export const isNewer = (problem: ErrorReport): boolean => problem.message.includes(text.newerRun)

function json(content: string): unknown {
  try {
    return fromExactJson(content)
  } catch {
    return null
  }
}
