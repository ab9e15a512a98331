import { describe, expect, it } from 'vitest'
import { formatBytes } from '../../../app/renderer/format/bytes'
import { formatDuration, formatElapsed } from '../../../app/renderer/format/duration'
import { fileName } from '../../../app/renderer/format/file-name'
import { columnFormat, formatCount, formatNumber } from '../../../app/renderer/format/number'
import { sentences } from '../../../app/renderer/format/sentence'
import { formatAgo, formatClock } from '../../../app/renderer/format/time'

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [-1, '0 ms'],
    [0.0421, '42 ms'],
    [1, '1.0 s'],
    [9.94, '9.9 s'],
    [9.96, '10 s'],
    [59.4, '59 s'],
    [59.6, '1 min 00 s'],
    [185, '3 min 05 s'],
    [3599.7, '1 h 00 min'],
    [7390, '2 h 03 min'],
  ])('%d s is %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text))

  it('count in whole seconds while they last', () => {
    expect(formatElapsed(0.9)).toBe('0 s')
    expect(formatElapsed(59.9)).toBe('59 s')
    expect(formatElapsed(61)).toBe('1 min 01 s')
  })
})

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [2000, '2 kB'],
    [2345, '2.3 kB'],
    [999_499, '999 kB'],
    [999_600, '1 MB'],
    [14_200_000_000, '14 GB'],
  ])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))
})

describe('numbers', () => {
  it.each([
    [150, '150'],
    [1234567, '1,234,567'],
    [0.1 + 0.2, '0.3'],
    [78.85144142614601, '78.8514'],
    [1.5e-7, '1.500e-7'],
    [6.02e23, '6.020e+23'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '−∞'],
    [Number.NaN, 'NaN'],
  ])('%d reads %s', (value, text) => expect(formatNumber(value)).toBe(text))

  const column = (...cells: (number | string | null)[]) =>
    cells.map((cell) => (typeof cell === 'number' ? columnFormat(cells)(cell) : cell))

  it('of a column have their decimal points under each other', () => {
    expect(column(5.843333, 3.057333, 3.758, 1.199333)).toEqual(['5.843', '3.057', '3.758', '1.199'])
    expect(column(5.1, null, 4, 0)).toEqual(['5.1', null, '4.0', '0.0'])
    expect(column(1, 2, 150)).toEqual(['1', '2', '150'])
  })

  it('that a column would round to nothing keep their digits', () => {
    expect(column(5.123456, 0.00000312, 7.25)).toEqual(['5.123', '3.120e-6', '7.250'])
  })

  it('are counted in words', () => {
    expect(formatCount(1, 'row', 'rows')).toBe('1 row')
    expect(formatCount(1500, 'row', 'rows')).toBe('1,500 rows')
  })
})

describe('times', () => {
  const now = new Date(2025, 2, 4, 14, 30).getTime()
  const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString()

  it.each([
    [at(2025, 2, 4, 14, 30), 'just now'],
    [at(2025, 2, 4, 14, 18), '12 min ago'],
    [at(2025, 2, 4, 9, 0), '5 h ago'],
    [at(2025, 2, 3, 23, 59), 'yesterday'],
    [at(2025, 1, 28, 12, 0), '4 days ago'],
    [at(2025, 0, 20, 12, 0), '20 Jan'],
    [at(2024, 11, 31, 12, 0), '31 Dec 2024'],
    ['not a time', ''],
  ])('%s was %s', (iso, text) => expect(formatAgo(iso, now)).toBe(text))

  it('that lie ahead, by a clock set back, are now', () => {
    expect(formatAgo(at(2025, 2, 4, 14, 45), now)).toBe('just now')
  })

  it('say the day only when it is another', () => {
    expect(formatClock(at(2025, 2, 4, 9, 5), now)).toBe('09:05')
    expect(formatClock(at(2025, 2, 1, 9, 5), now)).toBe('1 Mar, 09:05')
  })
})

it('a file name is what follows the last slash of either kind', () => {
  expect(fileName('C:\\Users\\Zoë\\iris.csv')).toBe('iris.csv')
  expect(fileName('/home/zoë/iris.csv')).toBe('iris.csv')
  expect(fileName('iris.csv')).toBe('iris.csv')
})

it('messages get the full stop that stands between them', () => {
  expect(sentences('There is no file /x.csv', 'Choose another.')).toBe(
    'There is no file /x.csv. Choose another.',
  )
  expect(sentences('Why?', undefined, '')).toBe('Why?')
})
