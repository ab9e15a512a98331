/** A cell of a preview as a person reads it. */
import type { Cell } from '../../contract/result'
import { plainLine } from './plain'

export function cellText(cell: Cell): string {
  if (cell === null) return '–'
  if (typeof cell === 'string') return plainLine(cell)
  return typeof cell === 'number' ? numberText(cell) : String(cell)
}

/** Six significant digits; whole numbers are shown whole. */
export const numberText = (value: number): string =>
  Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(6)))
