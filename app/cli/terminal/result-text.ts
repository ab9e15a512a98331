/** The results of a run as text. */
import type { Preview } from '../../contract/result'
import { cellText, fileSize, numberText } from './number'
import { plain, plainLine } from './plain'
import { table } from './table'

/** A table is shown whole when it fits a screen or so, else its beginning. */
const MOST_ROWS = 60
const FIRST_ROWS = 20

export interface Shown {
  readonly label: string
  readonly preview: Preview
  /** The file to look at for the whole of it. */
  readonly file: string | null
}

export function resultText(results: readonly Shown[], columns: number): string {
  const texts = results.map((result) => `${oneResult(result, columns, results.length > 1)}\n`)
  // Values are one line each and stay together; everything longer stands apart.
  return texts.reduce((all, next, index) => {
    const tight = index === 0 || (isLine(results[index]) && isLine(results[index - 1]))
    return all + (tight ? '' : '\n') + next
  }, '')
}

const LINES: ReadonlySet<string> = new Set(['value', 'chart', 'array', 'image', 'file', 'model'])
const isLine = (result: Shown | undefined): boolean => LINES.has(result?.preview.kind ?? '')

function oneResult({ label, preview, file }: Shown, columns: number, several: boolean): string {
  const name = plainLine(label)
  const where = file === null ? '' : ` → ${file}`
  switch (preview.kind) {
    case 'table': {
      const heads = preview.columns.map((column) => ({ name: column.name, right: column.numeric }))
      const many = preview.rows.length > MOST_ROWS
      const rows = preview.rows.slice(0, many ? FIRST_ROWS : MOST_ROWS).map((row) => row.map(cellText))
      const more = preview.total - rows.length
      const rest = more > 0 ? `\n… ${more.toLocaleString('en-GB')} more rows${where}` : ''
      return `${several ? `${name}\n` : ''}${table(heads, rows, columns)}${rest}`
    }
    case 'chart':
      return `${name}: ${chartText(preview)}${where}`
    case 'array':
      return `${name}: ${preview.dtype} array of shape (${preview.shape.join(', ')})${where}`
    case 'value':
      return `${name}: ${cellText(preview.value)}`
    case 'sheet': {
      const rows = preview.rows.map((row) => `${plainLine(row.label)}: ${cellText(row.value)}`)
      return `${several ? `${name}\n` : ''}${rows.join('\n')}`
    }
    case 'image': {
      const size =
        preview.width === null || preview.height === null ? '' : `, ${preview.width} × ${preview.height}`
      return `${name}: image${size}${where}`
    }
    case 'file':
      return `${name}: ${preview.entries === null ? 'file' : `${preview.total} files`}, ${fileSize(preview.bytes)}${where}`
    case 'model':
      return `${name}: model of ${preview.total} tensors, ${preview.values.toLocaleString('en-GB')} values${where}`
    case 'text':
      return `${several ? `${name}\n` : ''}${plain(preview.text).trimEnd()}`
  }
}

function chartText(chart: Extract<Preview, { kind: 'chart' }>): string {
  switch (chart.type) {
    case 'histogram': {
      const [low, high] = [chart.edges[0], chart.edges.at(-1)]
      const range =
        low === undefined || high === undefined ? '' : ` from ${numberText(low)} to ${numberText(high)}`
      return `histogram, ${chart.counts.length} bins${range}`
    }
    case 'scatter':
      return `scatter, ${chart.total} points in ${chart.series.length} groups`
    case 'line':
      return `line chart, ${chart.total} points in ${chart.series.length} lines`
    case 'heatmap':
      return `heat map, ${chart.shape[0]} × ${chart.shape[1]} cells`
  }
}
