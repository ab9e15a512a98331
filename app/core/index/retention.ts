/**
 * How long runs are kept: for ever, unless `history.json` in the data folder says otherwise, by age or by size. What
 * has not ended, is pinned, or ended within the last day is kept whatever the rules are.
 */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { GilderError } from '../../contract/error'
import type { RunStore } from '../store/store'
import { text } from '../text'
import type { History } from './history'
import type { RunTable } from './table'

export const Rules = z.strictObject({
  version: z.literal(1),
  /** Ended runs older than so many days go. */
  keepDays: z.number().positive().nullable().default(null),
  /** While all runs together take more than so many bytes, the oldest go. */
  keepBytes: z.number().nonnegative().nullable().default(null),
})
export type Rules = z.infer<typeof Rules>

export interface Freed {
  readonly runs: number
  readonly bytes: number
}

export interface RetentionParts {
  readonly store: RunStore
  readonly history: History
  readonly now: number
}

const DAY_MS = 24 * 60 * 60 * 1000
const TOGETHER = 100

/** Null when there are none. Throws a GilderError when they cannot be read: then nothing is removed by guess. */
export async function readRules(file: string): Promise<Rules | null> {
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new GilderError(text.rulesUnreadable(file))
  })
  if (content === null) return null
  const parsed = Rules.safeParse(json(content))
  if (!parsed.success) throw new GilderError(text.rulesUnreadable(file))
  return parsed.data
}

export async function applyRules(rules: Rules, parts: RetentionParts): Promise<Freed> {
  const { history, now } = parts
  await history.whole()
  let freed: Freed = { runs: 0, bytes: 0 }
  if (rules.keepDays !== null) {
    freed = plus(freed, await removeOldest(parts, now - Math.max(1, rules.keepDays) * DAY_MS, () => true))
  }
  const { keepBytes } = rules
  if (keepBytes !== null) {
    const { bytes } = await history.ask((table) => table.totals())
    let over = bytes - keepBytes
    const isOver = (size: number): boolean => {
      const isNeeded = over > 0
      over -= size
      return isNeeded
    }
    freed = plus(freed, await removeOldest(parts, now - DAY_MS, isOver))
  }
  return freed
}

/** The oldest first, as long as `more` says so of the next one's size. */
async function removeOldest(
  { store, history }: RetentionParts,
  until: number,
  more: (size: number) => boolean,
): Promise<Freed> {
  let freed: Freed = { runs: 0, bytes: 0 }
  for (let passed = 0; ; ) {
    const skip = passed
    const question = (table: RunTable) => table.removable(until, skip, TOGETHER)
    const candidates = await history.ask(question)
    if (candidates.length === 0) return freed
    for (const { id, size } of candidates) {
      if (!more(size)) return freed
      // The folder is the truth: it may have been pinned where the index does not know of it.
      const run = await store.read(id).catch(() => null)
      const removed = run !== null && !run.pinned && (await removedNow(store, id))
      if (removed) freed = plus(freed, { runs: 1, bytes: size })
      else passed += 1
    }
  }
}

const removedNow = (store: RunStore, id: string): Promise<boolean> =>
  store.remove(id).then(
    () => true,
    () => false,
  )

const plus = (a: Freed, b: Freed): Freed => ({ runs: a.runs + b.runs, bytes: a.bytes + b.bytes })

function json(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return null
  }
}
