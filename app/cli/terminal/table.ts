/** A table as aligned text. One that is too wide goes on below itself, its first column repeated. */
import { plainLine } from './plain'
import { fit, padEnd, padStart, width } from './width'

export interface Column {
  readonly name: string
  /** Numbers stand right, so that their digits line up. */
  readonly right: boolean
}

const GAP = '  '
const WIDEST_CELL = 48

export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  limit: number,
): string {
  const cell = (text: string): string => fit(plainLine(text), Math.min(WIDEST_CELL, limit))
  const cells = rows.map((row) => columns.map((_, index) => cell(row[index] ?? '')))
  const heads = columns.map((column) => cell(column.name))
  const widths = heads.map((head, index) =>
    Math.max(width(head), ...cells.map((row) => width(row[index] ?? ''))),
  )
  const line = (row: readonly string[], picked: readonly number[]): string =>
    picked
      .map((index) => (columns[index]?.right ? padStart : padEnd)(row[index] ?? '', widths[index] ?? 0))
      .join(GAP)
      .trimEnd()
  return blocks(widths, limit)
    .map((picked) => [heads, ...cells].map((row) => line(row, picked)).join('\n'))
    .join('\n\n')
}

/** Which columns stand side by side. */
function blocks(widths: readonly number[], limit: number): readonly (readonly number[])[] {
  const found: number[][] = []
  let used = 0
  for (const [index, wide] of widths.entries()) {
    const last = found.at(-1)
    const more = used + GAP.length + wide
    if (last === undefined) {
      found.push([index])
      used = wide
    } else if (more <= limit) {
      last.push(index)
      used = more
    } else {
      found.push([0, index])
      used = (widths[0] ?? 0) + GAP.length + wide
    }
  }
  return found
}
