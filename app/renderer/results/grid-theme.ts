/** AG Grid in the window's own tokens; they change with the system's light and dark, so nothing else has to. */
import { themeQuartz } from 'ag-grid-community'

export const ROW_HEIGHT = 28
export const HEADER_HEIGHT = 30

export const gridTheme = themeQuartz.withParams({
  fontFamily: 'inherit',
  fontSize: 13,
  headerFontSize: 12,
  headerFontWeight: 500,
  foregroundColor: 'var(--text)',
  backgroundColor: 'var(--page)',
  chromeBackgroundColor: 'var(--page)',
  headerBackgroundColor: 'var(--page)',
  headerTextColor: 'var(--quiet)',
  headerCellHoverBackgroundColor: 'var(--hover)',
  // Drawn below each header cell, so that in a narrow table it is as wide as the lines of the rows.
  headerRowBorder: false,
  headerColumnResizeHandleColor: 'transparent',
  rowBorder: { color: 'var(--line)' },
  rowHoverColor: 'var(--hover)',
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  columnBorder: false,
  pinnedColumnBorder: { color: 'var(--line)' },
  borderColor: 'var(--line)',
  accentColor: 'var(--accent)',
  menuBackgroundColor: 'var(--raised)',
  tooltipBackgroundColor: 'var(--raised)',
  tooltipTextColor: 'var(--text)',
  inputBackgroundColor: 'var(--page)',
  iconSize: 14,
  spacing: 5,
  cellHorizontalPadding: 10,
  autoHeightMinBodyHeight: 0,
})
