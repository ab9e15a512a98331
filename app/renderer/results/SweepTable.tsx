import { lazy, useMemo } from 'react'
import type { Cell, TablePreview } from '../../contract/result'
import { tableGrid } from '../shell/later'
import { openPoint } from '../store/sweeps'
import { readableSweep } from './sweep-columns'
import styles from './TableGrid.module.css'

const TableGrid = lazy(tableGrid)

/** The table of a sweep: each row leads to the run of its point. */
export function SweepTable({ run, table }: { readonly run: string; readonly table: TablePreview }) {
  const { shown, runOf } = useMemo(() => readableSweep(table), [table])
  const open = (row: readonly Cell[]): void => {
    const point = runOf.get(row)
    if (point !== undefined) void openPoint(run, point)
  }
  return (
    <>
      <TableGrid table={shown} onOpen={open} />
      <p className={styles.facts}>Double-click a row, or press Enter in it, to see its run.</p>
    </>
  )
}
