/** The part of a file that a Range header asks for (RFC 9110 §14.2; one range, in bytes). */

export interface ByteRange {
  readonly start: number
  /** Last byte, included. */
  readonly end: number
}

/** Null means: the whole file; `unsatisfiable` means: answer 416. A header we do not understand is ignored, as the RFC asks. */
export function parseRange(header: string | null, size: number): ByteRange | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (match === null || (match[1] === '' && match[2] === '')) return null
  if (match[1] === '') {
    const length = Math.min(Number(match[2]), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(match[1])
  const end = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1)
  if (start >= size) return 'unsatisfiable'
  return end < start ? null : { start, end }
}
