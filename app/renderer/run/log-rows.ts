/** Log lines as rows of text: Python's line endings taken apart the way a terminal shows them. */
import type { LogLine } from '../../contract/run'

interface LogRow {
  readonly at: number
  readonly level: LogLine['level']
  readonly text: string
  /** A row that continues the one above repeats neither time nor level. */
  readonly continued: boolean
}

export function rowsOf(lines: readonly LogLine[]): readonly LogRow[] {
  return lines.flatMap(({ at, level, text }) =>
    text
      .replace(/\r\n/g, '\n')
      .replace(/\n$/, '')
      .split('\n')
      .map((row, index) => ({ at, level, text: afterReturn(row), continued: index > 0 })),
  )
}

/** A lone carriage return starts the row again: only what was written last is seen. */
const afterReturn = (row: string): string => row.replace(/\r+$/, '').split('\r').pop() ?? ''

const LEVEL_WORDS: Readonly<Record<LogLine['level'], string>> = {
  info: 'info',
  warning: 'warning',
  error: 'error',
  stdout: '',
  stderr: 'stderr',
}

export const levelWord = (level: LogLine['level']): string => LEVEL_WORDS[level]

export const asText = (lines: readonly LogLine[]): string =>
  rowsOf(lines)
    .map(({ at, level, text }) =>
      [at.toFixed(2).padStart(8), levelWord(level).padEnd(7), text].join('  ').trimEnd(),
    )
    .join('\n')
