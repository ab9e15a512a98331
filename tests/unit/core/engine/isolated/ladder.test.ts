import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Ladder } from '../../../../../app/core/engine/isolated/ladder'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function ladder() {
  const done: string[] = []
  const step = (name: string) => () => void done.push(name)
  const made = new Ladder({
    ask: step('ask'),
    interrupt: step('interrupt'),
    terminate: step('terminate'),
    kill: step('kill'),
    tell: (stage) => void done.push(`tell ${stage}`),
  })
  return { made, done }
}

test('each step is harder than the one before, and told', () => {
  const { made, done } = ladder()
  made.begin()
  expect(done).toEqual(['tell asked', 'ask'])
  vi.advanceTimersByTime(1999)
  expect(done).toHaveLength(2)
  vi.advanceTimersByTime(1)
  expect(done.slice(2)).toEqual(['interrupt'])
  vi.advanceTimersByTime(3000)
  expect(done.slice(3)).toEqual(['tell terminated', 'terminate'])
  vi.advanceTimersByTime(2000)
  expect(done.slice(5)).toEqual(['tell killed', 'kill'])
})

test('it begins once, and ends where the run ends', () => {
  const { made, done } = ladder()
  made.begin()
  made.begin()
  vi.advanceTimersByTime(2500)
  made.end()
  vi.advanceTimersByTime(60_000)
  made.begin()
  expect(done).toEqual(['tell asked', 'ask', 'interrupt'])
})
