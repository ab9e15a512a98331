/** A cell as text and as something to sort by. */
import type { Cell } from '../../contract/result'
import { formatNumber } from '../format/number'

const MISSING = '—'

/** JSON has no infinity, so it comes as a word. */
const INFINITE: Readonly<Record<string, number>> = {
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
}

export const numberOf = (cell: Cell): number | null =>
  typeof cell === 'number' ? cell : typeof cell === 'string' ? (INFINITE[cell] ?? null) : null

export function cellText(cell: Cell | undefined, format: (value: number) => string = formatNumber): string {
  if (cell === null || cell === undefined) return MISSING
  const number = numberOf(cell)
  if (number !== null) return format(number)
  return typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : String(cell)
}
