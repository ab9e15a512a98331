import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Slots } from '../../../../app/contract/queue'
import type { Placement } from '../../../../app/contract/run'
import { inTurn, Line } from '../../../../app/core/jobs/line'
import { type Entry, Queue } from '../../../../app/core/jobs/queue'
import { beside } from '../../../../app/core/jobs/spot'

const slots: Slots = { app: 2, isolated: 2, cluster: 3 }
const plenty = (): boolean => true
const scarce = (): boolean => false

const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  id,
  placement: 'app',
  priority: 0,
  order: 0,
  held: false,
  after: null,
  ...more,
})

function queueOf(...entries: readonly Entry[]): Queue {
  const queue = new Queue()
  for (const one of entries) queue.add(one)
  return queue
}

/** Names of those who go, and why no more do. */
function drain(queue: Queue, fits: () => boolean): readonly string[] {
  for (const taken: string[] = []; ; ) {
    const next = queue.take(slots, fits)
    if (typeof next === 'string') return [...taken, `(${next})`]
    taken.push(next.id)
  }
}

const anyPlace = fc.record({
  id: fc.uuid(),
  priority: fc.integer({ min: -2, max: 2 }),
  order: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ min: -10, max: 10, noNaN: true })),
})

describe('the line', () => {
  test('is what sorting would give, whatever comes and goes', () => {
    const places = fc.uniqueArray(anyPlace, { selector: ({ id }) => id, maxLength: 60 })
    fc.assert(
      fc.property(places, fc.infiniteStream(fc.boolean()), (all, goes) => {
        const line = new Line<(typeof all)[number]>()
        for (const place of all) line.add(place)
        const left = all.filter((place) => {
          if (goes.next().value === true) return true
          line.remove(place)
          return false
        })
        const sorted = [...left].sort(inTurn)
        expect(line.length).toBe(sorted.length)
        expect(line.first).toBe(sorted[0] ?? null)
        expect(line.last).toBe(sorted.at(-1) ?? null)
        for (const [index, place] of sorted.entries()) {
          expect(line.before(place)).toBe(sorted[index - 1] ?? null)
          expect(line.after(place)).toBe(sorted[index + 1] ?? null)
        }
      }),
    )
  })

  test('a place between two others lies between them, or there is none', () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, (a, b) => {
        const [first, second] = inTurn(a, b) < 0 ? [a, b] : [b, a]
        const before = beside('before', second, first)
        if (before === null) expect(first.priority).toBe(second.priority)
        else {
          expect(inTurn(first, { id: '~', ...before })).toBeLessThan(0)
          expect(inTurn({ id: '~', ...before }, second)).toBeLessThan(0)
        }
        const after = beside('after', first, second)
        if (after === null) return
        expect(inTurn(first, { id: '!', ...after })).toBeLessThan(0)
        expect(inTurn({ id: '!', ...after }, second)).toBeLessThan(0)
      }),
    )
  })
})

describe('who is next', () => {
  test('the highest priority, then the smallest order', () => {
    const queue = queueOf(
      entry('c', { order: 3 }),
      entry('b', { order: 2 }),
      entry('a', { priority: 1, order: 9 }),
    )
    expect(drain(queue, plenty)).toEqual(['a', 'b', '(full)'])
    queue.leave('a')
    expect(drain(queue, plenty)).toEqual(['c', '(nobody)'])
  })

  test('a full placement holds up its own only', () => {
    const place = (id: string, placement: Placement, order: number): Entry => entry(id, { placement, order })
    const queue = queueOf(
      ...['a1', 'a2', 'a3'].map((id, order) => place(id, 'app', order)),
      ...['i1', 'i2', 'i3'].map((id, order) => place(id, 'isolated', order)),
      ...['c1', 'c2', 'c3', 'c4'].map((id, order) => place(id, 'cluster', order)),
    )
    expect([...drain(queue, plenty)].sort()).toEqual(['(full)', 'a1', 'a2', 'c1', 'c2', 'c3', 'i1', 'i2'])
  })

  test('nobody who is held or follows another', () => {
    const queue = queueOf(entry('held', { held: true }), entry('follower', { after: 'x' }), entry('free'))
    expect(drain(queue, plenty)).toEqual(['free', '(nobody)'])
    expect(queue.followersOf('x')).toEqual(['follower'])
    expect([queue.waiting, queue.held, queue.running]).toEqual([2, 1, 1])
  })

  test('one runs however little memory there is; others wait, but not for what runs elsewhere', () => {
    const queue = queueOf(
      entry('a', { order: 1 }),
      entry('b', { order: 2 }),
      entry('far', { order: 3, placement: 'cluster' }),
    )
    expect(drain(queue, scarce)).toEqual(['a', 'far', '(memory)'])
    queue.leave('a')
    expect(drain(queue, scarce)).toEqual(['b', '(nobody)'])
  })
})

describe('cores are shared', () => {
  test('by as many as go side by side', () => {
    const queue = queueOf(entry('a'))
    queue.take(slots, plenty)
    expect(queue.abreast(slots)).toBe(1)
    for (const id of ['b', 'c', 'd']) queue.add(entry(id))
    expect(queue.abreast(slots)).toBe(2)
    queue.add(entry('i', { placement: 'isolated' }))
    expect(queue.abreast(slots)).toBe(3)
    queue.add(entry('far', { placement: 'cluster' }))
    expect(queue.abreast(slots)).toBe(3)
  })
})

test('ten thousand go through without anybody being looked at twice', () => {
  let comparisons = 0
  const queue = new Queue()
  for (let index = 0; index < 10_000; index += 1) {
    const order = (index * 7919) % 10_000
    // Every comparison of two places reads the order of both.
    const one = Object.defineProperty(entry(`r${index}`), 'order', {
      get: () => {
        comparisons += 1
        return order
      },
    })
    queue.add(one)
  }
  let gone = 0
  for (let next = queue.take(slots, plenty); typeof next !== 'string'; next = queue.take(slots, plenty)) {
    queue.leave(next.id)
    gone += 1
  }
  expect(gone).toBe(10_000)
  // Binary searches: 10,000 × a handful of them × 14 steps × 2. Looking at everybody each time were 200 million.
  expect(comparisons).toBeLessThan(6_000_000)
})
