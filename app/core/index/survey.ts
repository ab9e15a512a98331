/**
 * Brings the index in step with the folders: what is new is read, what is gone is dropped, what had not ended is looked
 * at again. In slices, newest first, so that whatever else this thread does goes on.
 */
import { performance } from 'node:perf_hooks'
import { setImmediate as breathe } from 'node:timers/promises'
import { type ErrorReport, reportOf } from '../../contract/error'
import { isFinished, type Run } from '../../contract/run'
import { stampOf } from '../store/record-file'
import type { RunStore } from '../store/store'
import type { Book } from './book'
import { type Row, rowOf } from './row'
import type { Unreadable } from './table'

export interface SurveyParts {
  readonly store: RunStore
  readonly book: Book
}

/** This thread is given back after so long. */
const SLICE_MS = 2
/** Runs written together; as long as their transaction is open, other processes cannot write. */
const TOGETHER = 96
/** Records looked at side by side. */
const SIDE_BY_SIDE = 32
/** Names compared together. */
const WALK = 500

export interface SurveyOptions {
  /** Also looks at when each record was written, for what somebody changed by hand or another machine wrote. */
  readonly thorough: boolean
  /** Called with the number of runs that were read so far, newest first, and at the end with infinity. */
  readonly covered: (runs: number) => void
  readonly stopped: () => boolean
}

export async function survey(parts: SurveyParts, options: SurveyOptions): Promise<void> {
  const { store, book } = parts
  const fresh = new Set<string>()
  for await (const names of store.scan(true)) for (const name of names) fresh.add(name)
  const again = await compare(parts, fresh, options)
  for (const { id, stamp } of await book.run((table) => table.unreadable())) {
    if (!fresh.delete(id)) await dropGone(parts, [id])
    else if ((await stampOf(store.folder(id))) !== stamp) again.add(id)
  }
  for (const id of await book.run((table) => table.unfinished())) again.add(id)

  // A name begins with its time.
  await read(parts, [...again, ...[...fresh].sort().reverse()], options, again.size)
  options.covered(Number.POSITIVE_INFINITY)
}

async function read(
  { store, book }: SurveyParts,
  order: readonly string[],
  { covered, stopped }: SurveyOptions,
  again: number,
): Promise<void> {
  let done = 0
  let waiting = 0
  while (done < order.length && !stopped()) {
    const rows: Row[] = []
    const unreadable: Unreadable[] = []
    const until = performance.now() + SLICE_MS
    while (done < order.length && performance.now() < until) {
      const id = order[done] ?? ''
      done += 1
      try {
        const peeked = store.peek(id)
        // Its process may be gone, which is then written down.
        const run = isFinished(peeked.run.state) ? peeked.run : await store.look(id)
        rows.push(rowOf(run, peeked))
      } catch (error) {
        if (await store.has(id)) unreadable.push(await problemOf(store, id, reportOf(error)))
      }
    }
    waiting += rows.length
    const more = waiting < TOGETHER && done < order.length
    if (!more) waiting = 0
    await breathe()
    await book.run((table) => table.change({ rows, unreadable, more }))
    covered(done - again)
    await breathe()
  }
}

/** Takes what the index knows out of `fresh`, drops what is in no folder, and answers with what has changed. */
async function compare(
  parts: SurveyParts,
  fresh: Set<string>,
  { thorough, stopped }: SurveyOptions,
): Promise<Set<string>> {
  const again = new Set<string>()
  for (let after: string | null = ''; after !== null && !stopped(); ) {
    const from: string = after
    const known = await parts.book.run((table) => table.known(from, WALK))
    const gone = known.filter(({ id }) => !fresh.delete(id)).map(({ id }) => id)
    await dropGone(parts, gone)
    if (thorough) {
      for (let start = 0; start < known.length; start += SIDE_BY_SIDE) {
        const looks = known.slice(start, start + SIDE_BY_SIDE).map(async ({ id, stamp }) => {
          if ((await stampOf(parts.store.folder(id))) !== stamp) again.add(id)
        })
        await Promise.all(looks)
      }
    }
    after = known.at(-1)?.id ?? null
    await breathe()
  }
  return again
}

/** A run that was made while the folders were read is in the index already and was not among the names. */
async function dropGone({ store, book }: SurveyParts, names: readonly string[]): Promise<void> {
  const gone: string[] = []
  for (const id of names) if (!(await store.has(id))) gone.push(id)
  if (gone.length > 0) await book.run((table) => table.change({ gone }))
}

export const rowFor = async (store: RunStore, run: Run): Promise<Row> =>
  rowOf(run, await store.measure(run.id))

/** `report` says why the run's folder cannot be read. */
export async function problemOf(store: RunStore, id: string, report: ErrorReport): Promise<Unreadable> {
  return { id, why: JSON.stringify(report), stamp: await stampOf(store.folder(id)) }
}
