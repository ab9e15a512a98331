import { describe, expect, it } from 'vitest'
import { asText, rowsOf } from '../../../app/renderer/run/log-rows'
import { appendLines, emptyLog, joinLog, LOG_LIMIT } from '../../../app/renderer/store/log'
import { line } from './records'

const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => line(from + at))
const times = (log: { readonly lines: readonly { readonly at: number }[] }) => log.lines.map(({ at }) => at)

describe('the log of a run', () => {
  it('keeps the newest lines and counts the others', () => {
    const log = appendLines(appendLines(emptyLog, lines(0, LOG_LIMIT)), lines(LOG_LIMIT, LOG_LIMIT + 3))
    expect(log.lines).toHaveLength(LOG_LIMIT)
    expect(log.lines[0]?.at).toBe(3)
    expect(log.dropped).toBe(3)
  })

  it('joins the file and the events where they overlap', () => {
    const live = appendLines(emptyLog, lines(3, 8))
    expect(times(joinLog(lines(0, 5), live))).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  it('joins them when the file holds all the events already, or none', () => {
    const live = appendLines(emptyLog, lines(2, 4))
    expect(times(joinLog(lines(0, 6), live))).toEqual([0, 1, 2, 3, 4, 5])
    expect(times(joinLog(lines(0, 2), live))).toEqual([0, 1, 2, 3])
    expect(times(joinLog(lines(0, 3), emptyLog))).toEqual([0, 1, 2])
    expect(joinLog([], emptyLog).whole).toBe(true)
  })

  it('joins lines that say the same at another time', () => {
    const same = (at: number) => line(at, 'working')
    const live = appendLines(emptyLog, [same(2), same(3)])
    expect(times(joinLog([same(1), same(2)], live))).toEqual([1, 2, 3])
  })
})

describe('log rows', () => {
  const texts = (text: string) => rowsOf([{ at: 0, level: 'stdout', text }]).map((row) => row.text)

  it('end where Python ends them, on every system', () => {
    expect(texts('a\nb\n')).toEqual(['a', 'b'])
    expect(texts('a\r\nb\r\n')).toEqual(['a', 'b'])
    expect(texts('')).toEqual([''])
    expect(texts('a\n\nb')).toEqual(['a', '', 'b'])
  })

  it('start again after a lone carriage return, as in a terminal', () => {
    expect(texts('10 %\r50 %\r100 %')).toEqual(['100 %'])
    expect(texts('100 %\r')).toEqual(['100 %'])
  })

  it('repeat neither time nor level', () => {
    expect(rowsOf([line(1, 'a\nb')]).map((row) => row.continued)).toEqual([false, true])
  })

  it('copy with seconds and level', () => {
    expect(asText([{ at: 1.5, level: 'warning', text: 'mind\n' }])).toBe('    1.50  warning  mind')
  })
})
