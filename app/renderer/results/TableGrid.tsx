/** A table with sorting and filtering. In a file of its own because AG Grid is the largest thing in the window. */
import {
  CellStyleModule,
  ClientSideRowModelModule,
  type ColDef,
  ModuleRegistry,
  NumberFilterModule,
  TextFilterModule,
  TooltipModule,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useMemo } from 'react'
import type { Cell, TablePreview } from '../../contract/result'
import { formatCount, formatNumber } from '../format/number'
import { styleNonce } from '../shell/nonce'
import { columnsOf } from './columns'
import { gridIcons } from './grid-icons'
import { gridTheme, HEADER_HEIGHT, ROW_HEIGHT } from './grid-theme'
import { measure } from './measure'
import styles from './TableGrid.module.css'

ModuleRegistry.registerModules([
  ClientSideRowModelModule,
  TextFilterModule,
  NumberFilterModule,
  CellStyleModule,
  TooltipModule,
])

/** A longer table scrolls inside itself, so that the result below it is not miles away. */
const MOST_ROWS = 18
const DEFAULTS: ColDef<readonly Cell[]> = { resizable: true, suppressHeaderMenuButton: true, minWidth: 60 }

interface Props {
  readonly table: TablePreview
  /** What a double click on a row, or Enter in it, is to do. */
  readonly onOpen?: ((row: readonly Cell[]) => void) | undefined
}

export default function TableGrid({ table, onOpen }: Props) {
  const columns = useMemo(() => columnsOf(table, measure), [table])
  const short = table.rows.length <= MOST_ROWS
  return (
    <>
      <div
        className={styles.grid}
        style={short ? undefined : { height: HEADER_HEIGHT + MOST_ROWS * ROW_HEIGHT + 14 }}
      >
        <AgGridReact<readonly Cell[]>
          theme={gridTheme}
          icons={gridIcons}
          styleNonce={styleNonce}
          domLayout={short ? 'autoHeight' : 'normal'}
          rowData={table.rows as (readonly Cell[])[]}
          columnDefs={columns}
          defaultColDef={DEFAULTS}
          rowHeight={ROW_HEIGHT}
          headerHeight={HEADER_HEIGHT}
          enableCellTextSelection
          ensureDomOrder
          suppressDragLeaveHidesColumns
          suppressMovableColumns
          popupParent={document.body}
          tooltipShowDelay={600}
          animateRows={false}
          onRowDoubleClicked={({ data }) => data !== undefined && onOpen?.(data)}
          onCellKeyDown={({ data, event }) => {
            if (event instanceof KeyboardEvent && event.key === 'Enter' && data !== undefined) onOpen?.(data)
          }}
        />
      </div>
      <p className={styles.facts}>{facts(table)}</p>
    </>
  )
}

function facts({ rows, total, columns }: TablePreview): string {
  const size = `${formatCount(total, 'row', 'rows')}, ${formatCount(columns.length, 'column', 'columns')}`
  return rows.length < total ? `${size}; the first ${formatNumber(rows.length)} are shown` : size
}
