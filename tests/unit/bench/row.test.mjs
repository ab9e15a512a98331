// @ts-check
import { expect, test } from 'vitest'
import { compare, keeps, median } from '../../bench/row.mjs'

test('the median of odd, even and no numbers', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([10, 9, 1, 2])).toBe(5.5)
  expect(() => median([])).toThrow()
})

test('a target is kept on its own side, and at its very edge', () => {
  expect(keeps('lower', 1, 1)).toBe(true)
  expect(keeps('lower', 1.01, 1)).toBe(false)
  expect(keeps('higher', 2, 2)).toBe(true)
  expect(keeps('higher', 1.99, 2)).toBe(false)
  expect(keeps('lower', null, 1)).toBe(false)
})

test('two that take turns: the first round does not count', async () => {
  const ours = [100, 1, 2, 3]
  const theirs = [100, 2, 4, 6]
  const row = await compare({
    row: 'start',
    unit: 'ms',
    peer: 'other',
    target: 0.4,
    rounds: 3,
    gilder: async () => ours.shift() ?? 0,
    other: async () => theirs.shift() ?? 0,
  })
  expect(row).toMatchObject({ gilder: 2, peers: { other: 4 }, ratio: 0.5, ok: false })
})
