/** The table of a sweep for reading: ids of runs mean nothing to a reader, nor does a column of errors without any. */
import type { Cell, TablePreview } from '../../contract/result'

export interface ReadableSweep {
  readonly shown: TablePreview
  /** The run of each row that is shown and has one. */
  readonly runOf: ReadonlyMap<readonly Cell[], string>
}

export function readableSweep(table: TablePreview): ReadableSweep {
  // They are the last columns: a parameter may have the same name.
  const [state, run, error] = [3, 2, 1].map((back) => table.columns.length - back) as [number, number, number]
  const unneeded = new Set([run, ...(table.rows.every((row) => !row[error]) ? [error] : [])])
  const keep = <T>(all: readonly T[]): T[] => all.filter((_, at) => !unneeded.has(at))
  const runOf = new Map<readonly Cell[], string>()
  const rows = table.rows.map((row) => {
    const kept = keep(row).map((cell, at) => (at === state && cell === 'open' ? '' : cell))
    const id = row[run]
    if (typeof id === 'string' && id !== '') runOf.set(kept, id)
    return kept
  })
  return { shown: { ...table, columns: keep(table.columns), rows }, runOf }
}
