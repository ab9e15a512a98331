/** Numbers as people read them: grouped, a handful of digits, and aligned within a column. */
import type { Cell } from '../../contract/result'

const DIGITS = 6
const grouped = new Intl.NumberFormat('en', { maximumSignificantDigits: DIGITS })
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** Beyond these a plain decimal would be a row of zeros. */
const isExtreme = (size: number): boolean => size !== 0 && (size < 1e-4 || size >= 1e12)

export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : 'NaN'
  if (isExtreme(Math.abs(value))) return value.toExponential(3)
  return (Number.isInteger(value) ? whole : grouped).format(value)
}

/**
 * One format for a column, so that its decimal points stand under each other: as many decimals as show four
 * significant digits of its typical value, but no more than its values have; columns of extreme numbers fall back
 * to each value's own.
 */
export function columnFormat(cells: readonly Cell[]): (value: number) => string {
  const sizes = cells
    .filter((cell): cell is number => typeof cell === 'number' && Number.isFinite(cell) && cell !== 0)
    .map(Math.abs)
    .sort((a, b) => a - b)
  if (sizes.length === 0 || cells.every((cell) => typeof cell !== 'number' || Number.isInteger(cell)))
    return formatNumber
  const typical = sizes[Math.floor(sizes.length / 2)] ?? 1
  const largest = sizes[sizes.length - 1] ?? 1
  if (isExtreme(typical) || isExtreme(largest)) return formatNumber
  const telling = Math.max(3 - Math.floor(Math.log10(typical)), 0)
  const decimals = Math.min(
    telling,
    DIGITS,
    sizes.reduce((most, size) => Math.max(most, decimalsOf(size)), 0),
  )
  const format = new Intl.NumberFormat('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  const smallest = 10 ** -decimals / 2
  // What the column's decimals would round away to a zero keeps its own digits.
  return (value) =>
    Number.isFinite(value) && (value === 0 || Math.abs(value) >= smallest)
      ? format.format(value)
      : formatNumber(value)
}

function decimalsOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Math.max((digits.split('.')[1] ?? '').length - Number(exponent), 0)
}

export const formatCount = (count: number, one: string, many: string): string =>
  `${whole.format(count)} ${count === 1 ? one : many}`
