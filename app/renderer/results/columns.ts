/** The columns of a preview as AG Grid wants them: fitted to what is in them, numbers set for comparing. */
import type { ColDef } from 'ag-grid-community'
import type { Cell, TablePreview } from '../../contract/result'
import { columnFormat } from '../format/number'
import { cellText, numberOf } from './cell'
import styles from './TableGrid.module.css'

type Row = readonly Cell[]

/** What stands around the text: padding on both sides, in a header also the icons for filter and order. */
const HEADER_ROOM = 44
const CELL_ROOM = 24
const WIDTH = { min: 64, max: 320 } as const
/** So many rows decide the width: the rest is seldom wider, and never matters more. */
const MEASURED = 200
/** From this many columns on, the one that names the rows stays in sight. */
const PIN_FROM = 7

/** The width of a text in pixels, by the font it will be shown in. */
type Measure = (text: string) => number

export function columnsOf({ columns, rows }: TablePreview, measure: Measure): ColDef<Row>[] {
  return columns.map(({ name, dtype, numeric }, at) => {
    const cells = rows.map((row) => row[at] ?? null)
    const format = columnFormat(cells)
    const text = (cell: Cell | undefined): string => cellText(cell, format)
    return {
      colId: String(at),
      headerName: name,
      headerTooltip: `${name}, ${dtype}`,
      width: widthOf(name, cells.slice(0, MEASURED).map(text), measure),
      pinned: at === 0 && !numeric && columns.length >= PIN_FROM ? 'left' : null,
      filter: numeric ? 'agNumberColumnFilter' : 'agTextColumnFilter',
      // Filters and sorting look at the number, not at its text.
      valueGetter: ({ data }) => (numeric ? numberOf(data?.[at] ?? null) : data?.[at]),
      valueFormatter: ({ data }) => text(data?.[at]),
      tooltipValueGetter: ({ data }) => fullText(data?.[at], text),
      ...(numeric ? { type: 'rightAligned' } : {}),
      cellClassRules: {
        [styles.number ?? '']: () => numeric,
        [styles.missing ?? '']: ({ data }) => (data?.[at] ?? null) === null,
      },
    }
  })
}

/** Only what the cell does not say already. */
function fullText(cell: Cell | undefined, text: (cell: Cell | undefined) => string): string | null {
  if (cell === null || cell === undefined) return 'Missing'
  const full = String(cell)
  const shown = text(cell)
  return full.length > shown.length || full.length > 40 ? full : null
}

function widthOf(name: string, texts: readonly string[], measure: Measure): number {
  const widest = texts.reduce((most, text) => Math.max(most, measure(text)), 0)
  const wanted = Math.max(measure(name) + HEADER_ROOM, widest + CELL_ROOM)
  return Math.ceil(Math.min(Math.max(wanted, WIDTH.min), WIDTH.max))
}
