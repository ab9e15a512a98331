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

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB']

export function fileSize(bytes: number): string {
  let [value, unit] = [bytes, 0]
  for (; value >= 1000 && unit < UNITS.length - 1; unit += 1) value /= 1000
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`
}

/** Nothing where it is not known. */
export function durationText(seconds: number | null): string {
  if (seconds === null) return ''
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${Math.floor(seconds % 60)} s`
}

/** Where the reader is, to the second: sorts as it reads. */
export function momentText(iso: string | null): string {
  if (iso === null || Number.isNaN(Date.parse(iso))) return ''
  const at = new Date(iso)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`
}
