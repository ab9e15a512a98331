/** Numbers as they are typed. What is none stays text, so that the field can say so. */

const WHOLE = /^[-+]?\d+$/
const DECIMAL = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i

/** Python's whole numbers have no end, so neither have those of a form. */
export function numberFrom(text: string, whole: boolean): number | bigint | string {
  const plain = text.trim().replace(/^−/, '-')
  if (!(whole ? WHOLE : DECIMAL).test(plain)) return text
  const value = Number(plain)
  if (!whole) return Number.isFinite(value) ? value : text
  return Number.isSafeInteger(value) ? value : BigInt(plain.replace(/^\+/, ''))
}

export const numberText = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string' ? String(value) : ''

/** One press of an arrow; in decimal, where 0.1 + 0.2 is 0.3. */
export function stepped(value: unknown, step: number, direction: 1 | -1): number | bigint {
  if (typeof value === 'bigint') return value + BigInt(direction * Math.max(1, Math.round(step)))
  const from = typeof value === 'number' ? value : 0
  return Number((from + direction * step).toPrecision(12))
}
