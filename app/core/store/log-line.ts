/** One line of `log.txt`: `12.345 info text`. */
import { LogLine } from '../../contract/run'

const SHAPE = /^(\d+\.\d{3}) (info|warning|error|stdout|stderr) (.*)$/s

/** A line beyond this is cut: no window shows it and no person reads it. */
const LONGEST = 64 * 1024

export const formatLine = (line: LogLine): string => `${line.at.toFixed(3)} ${line.level} ${line.text}\n`

/** Takes any text: what is not in our form was put there by somebody else and is shown as it is. */
export function parseLines(content: string): readonly LogLine[] {
  const lines: LogLine[] = []
  let at = 0
  for (const row of content.split('\n')) {
    if (row === '') continue
    const [, seconds, level, text] = SHAPE.exec(row) ?? []
    const parsed = LogLine.safeParse({ at: Number(seconds), level, text })
    const line: LogLine = parsed.success ? parsed.data : { at, level: 'info', text: row }
    at = line.at
    lines.push(line)
  }
  return lines
}

/** A text of several lines becomes several lines, so that file and window agree. */
export function splitLine(line: LogLine): readonly LogLine[] {
  const rows = line.text.replace(/(\r?\n|\r)$/, '').split(/\r?\n|\r/)
  const at = Math.max(0, line.at)
  return rows.map((text) => ({ at, level: line.level, text: cut(text) }))
}

const cut = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST)} … (${text.length - LONGEST} characters more)`

/** Stands where lines were left out; `lines` is null when nobody is left who counted them. */
export function leftOut(at: number, lines: number | null, bytes: number): LogLine {
  const amount =
    lines === null ? 'Lines may be' : `${grouped(lines)} lines (${grouped(Math.ceil(bytes / 1000))} kB) are`
  return { at, level: 'warning', text: `… ${amount} left out here …` }
}

const grouped = (value: number): string => value.toLocaleString('en-GB')
