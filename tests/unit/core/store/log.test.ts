import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { LogLine } from '../../../../app/contract/run'
import { LogFile, readLog } from '../../../../app/core/store/log-file'
import { parseLines, splitLine } from '../../../../app/core/store/log-line'
import { temporaryFolder } from '../place'

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})

const line = (text: string, at = 1.5): LogLine => ({ at, level: 'stdout', text })
const texts = async (): Promise<readonly string[]> => (await readLog(folder)).map(({ text }) => text)

test('what is written is read, to the last character', async () => {
  const log = new LogFile(folder)
  const lines: readonly LogLine[] = [
    { at: 0, level: 'info', text: '' },
    { at: 0.25, level: 'warning', text: '  1.000 info not a line of ours  ' },
    { at: 12.345, level: 'stderr', text: 'ü 測 \u0000 \u001b[31m \t' },
  ]
  for (const one of lines) log.push(one)
  await log.close()
  expect(await readLog(folder)).toEqual(lines)
  expect(readFileSync(join(folder, 'log.txt'), 'utf8').split('\n')[0]).toBe('0.000 info ')
})

test('a run that said nothing has no log', async () => {
  await new LogFile(folder).close()
  expect(readdirSync(folder)).toEqual([])
  expect(await readLog(folder)).toEqual([])
})

test('lines can be read while more come', async () => {
  const log = new LogFile(folder)
  log.push(line('one'))
  await log.flush()
  expect(await texts()).toEqual(['one'])
  log.push(line('two'))
  await log.close()
  expect(await texts()).toEqual(['one', 'two'])
})

describe('more than the limits', () => {
  const limits = { head: 1000, tail: 500 }
  const fill = async (log: LogFile, count: number, every = 1): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      log.push(line(`line ${index}`))
      if (index % every === 0) await log.flush()
    }
  }

  test.each([1, 7, 10_000])('head, gap and tail, flushed every %i lines', async (every) => {
    const log = new LogFile(folder, limits)
    await fill(log, 500, every)
    await log.close()
    const all = await texts()
    expect(all[0]).toBe('line 0')
    expect(all.at(-1)).toBe('line 499')
    const gap = all.findIndex((text) => text.startsWith('…'))
    const [, left] = /… ([\d,]+) lines \([\d,]+ kB\) are left out here …/.exec(all[gap] ?? '') ?? []
    // Nothing is lost that is not counted.
    expect(all.length - 1 + Number(left)).toBe(500)
    expect(all[gap + 1]).toBe(`line ${gap + Number(left)}`)
    expect(statSync(join(folder, 'log.txt')).size).toBeLessThan(1700)
    expect(readdirSync(folder)).toEqual(['log.txt'])
  })

  test('before the end the newest lines are there too', async () => {
    const log = new LogFile(folder, limits)
    await fill(log, 500, 1)
    await log.flush()
    const all = await texts()
    expect(all[0]).toBe('line 0')
    expect(all).toContain('… Lines may be left out here …')
    expect(all.at(-1)).toBe('line 499')
  })

  test('just full: nothing is left out, and nobody says so', async () => {
    const log = new LogFile(folder, limits)
    await fill(log, 70)
    await log.close()
    expect(await texts()).toEqual(Array.from({ length: 70 }, (_, index) => `line ${index}`))
    expect(existsSync(join(folder, 'log.newer.txt'))).toBe(false)
  })

  test('a million lines between two flushes take bounded memory', async () => {
    const log = new LogFile(folder)
    const text = 'x'.repeat(100)
    const before = process.memoryUsage().heapUsed
    for (let index = 0; index < 1_000_000; index += 1) log.push(line(text))
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000)
    await log.close()
    expect(statSync(join(folder, 'log.txt')).size).toBeLessThan(2_200_000)
  })
})

test('a disk that fails does not fail the run', async () => {
  writeFileSync(join(folder, 'file'), '')
  const log = new LogFile(join(folder, 'file'))
  log.push(line('lost'))
  await expect(log.flush()).resolves.toBeUndefined()
  await expect(log.close()).resolves.toBeUndefined()
})

test('text put there by somebody else is shown as it is', () => {
  expect(parseLines('2.000 info ours\nnot ours\n\n')).toEqual([
    { at: 2, level: 'info', text: 'ours' },
    { at: 2, level: 'info', text: 'not ours' },
  ])
})

describe('splitting', () => {
  test.each([
    ['one', ['one']],
    ['one\n', ['one']],
    ['one\ntwo\r\nthree\n', ['one', 'two', 'three']],
    ['\n\n', ['', '']],
    ['10 %\r20 %\r', ['10 %', '20 %']],
    ['', ['']],
  ])('%j', (text, expected) => {
    expect(splitLine(line(text)).map((one) => one.text)).toEqual(expected)
  })

  test('a line of a hundred megabytes is cut and says so', () => {
    const [only] = splitLine(line('x'.repeat(100_000_000)))
    expect(only?.text.length).toBeLessThan(70_000)
    expect(only?.text).toMatch(/99934464 characters more\)$/)
  })
})
