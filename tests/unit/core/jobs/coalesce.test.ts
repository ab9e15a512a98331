import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LogLine, MetricPoints, Progress } from '../../../../app/contract/run'
import { BEAT_MS, Coalescer, LINES_A_BEAT } from '../../../../app/core/jobs/coalesce'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setup() {
  const progress: Progress[] = []
  const logs: (readonly LogLine[])[] = []
  const metrics: (readonly MetricPoints[])[] = []
  const coalescer = new Coalescer({
    progress: (one) => progress.push(one),
    log: (lines) => logs.push(lines),
    metrics: (series) => metrics.push(series),
  })
  return { coalescer, progress, logs, metrics }
}
const at = (fraction: number): Progress => ({ fraction, message: '' })
const line = (text: string): LogLine => ({ at: 1, level: 'info', text })

describe('progress', () => {
  test('the first goes out at once, then the newest of each beat', () => {
    const { coalescer, progress } = setup()
    for (const fraction of [0.1, 0.2, 0.3]) coalescer.pushProgress(at(fraction))
    expect(progress).toEqual([at(0.1)])
    vi.advanceTimersByTime(BEAT_MS)
    expect(progress).toEqual([at(0.1), at(0.3)])
  })

  test('after a quiet beat the next goes out at once again', () => {
    const { coalescer, progress } = setup()
    coalescer.pushProgress(at(0.1))
    vi.advanceTimersByTime(5 * BEAT_MS)
    coalescer.pushProgress(at(0.2))
    expect(progress).toEqual([at(0.1), at(0.2)])
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(5 * BEAT_MS)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a million reports in ten seconds are at most twenty events a second, the last one right', () => {
    const { coalescer, progress, logs } = setup()
    for (let tick = 0; tick < 1000; tick += 1) {
      for (let index = 1; index <= 1000; index += 1) coalescer.pushProgress(at((tick * 1000 + index) / 1e6))
      coalescer.pushLine(line(`tick ${tick}`))
      vi.advanceTimersByTime(10)
    }
    coalescer.end()
    expect(progress.length + logs.length).toBeLessThanOrEqual(20 * 10 + 4)
    expect(progress.at(-1)).toEqual(at(1))
    expect(logs.flat().map((one) => one.text)).toEqual(
      Array.from({ length: 1000 }, (_, tick) => `tick ${tick}`),
    )
  })
})

describe('log', () => {
  test('lines that come too fast are left out with their number', () => {
    const { coalescer, logs } = setup()
    for (let index = 0; index <= 10_000; index += 1) coalescer.pushLine(line(String(index)))
    vi.advanceTimersByTime(BEAT_MS)
    const [first, second] = logs
    expect(first).toEqual([line('0')])
    expect(second).toHaveLength(LINES_A_BEAT + 1)
    expect(second?.[0]?.text).toContain('9,500 lines came too fast')
    expect(second?.at(-1)?.text).toBe('10000')
  })
})

test('the end sends what waits, once, and stops the clock', () => {
  const { coalescer, progress, logs } = setup()
  for (const fraction of [0.1, 0.2]) coalescer.pushProgress(at(fraction))
  coalescer.pushLine(line('last'))
  coalescer.end()
  expect([progress, logs]).toEqual([[at(0.1), at(0.2)], [[line('last')]]])
  expect(vi.getTimerCount()).toBe(0)
  coalescer.end()
  expect(progress).toHaveLength(2)
})
