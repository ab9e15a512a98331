/**
 * Brings the index in step with the folders: what is new is read, what is gone is dropped, what had not ended is looked
 * at again. In slices, newest first, so that whatever else this thread does goes on.
 */
import { setImmediate as breathe } from 'node:timers/promises'
import { type ErrorReport, reportOf } from '../../contract/error'
import type { Run } from '../../contract/run'
import { stampOf } from '../store/record-file'
import type { RunStore } from '../store/store'
import type { Book } from './book'
import { type Row, rowOf } from './row'
import type { Unreadable } from './table'

export interface SurveyParts {
  readonly store: RunStore
  readonly book: Book
}

export interface Reading {
  readonly rows: readonly Row[]
  readonly unreadable: readonly Unreadable[]
}

/** Runs read and written together: some milliseconds of this thread at a time. */
const SLICE = 24
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
  const order = [...again, ...[...fresh].sort().reverse()]
  for (let start = 0; start < order.length && !options.stopped(); start += SLICE) {
    const { rows, unreadable } = await readRuns(store, order.slice(start, start + SLICE))
    await book.run((table) => table.change(rows, [], unreadable))
    options.covered(start + SLICE - again.size)
    await breathe()
  }
  options.covered(Number.POSITIVE_INFINITY)
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
      for (let start = 0; start < known.length; start += SLICE) {
        const looks = known.slice(start, start + SLICE).map(async ({ id, stamp }) => {
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
  if (gone.length > 0) await book.run((table) => table.change([], gone))
}

export async function readRuns(store: RunStore, ids: readonly string[]): Promise<Reading> {
  const rows: Row[] = []
  const unreadable: Unreadable[] = []
  const reads = ids.map(async (id) => {
    try {
      rows.push(await rowFor(store, await store.look(id)))
    } catch (error) {
      if (await store.has(id)) unreadable.push(await problemOf(store, id, reportOf(error)))
    }
  })
  await Promise.all(reads)
  return { rows, unreadable }
}

export const rowFor = async (store: RunStore, run: Run): Promise<Row> =>
  rowOf(run, await store.measure(run.id))

async function problemOf(store: RunStore, id: string, report: ErrorReport): Promise<Unreadable> {
  return { id, why: JSON.stringify(report), stamp: await stampOf(store.folder(id)) }
}
