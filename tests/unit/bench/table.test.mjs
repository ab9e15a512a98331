// @ts-check
import { expect, test } from 'vitest'
import { figures, inWords } from '../../bench/table.mjs'

/** @type {import('../../bench/row.mjs').Row} */
const row = {
  row: 'a call',
  unit: 'µs',
  better: 'lower',
  gilder: 30.25,
  peers: { quick: 50 },
  missing: { broken: 'does not build: no compiler' },
  floor: 10,
  against: 'best in-process peer',
  ratio: 0.605,
  target: 0.7,
  ok: true,
}

test('three figures, and all before the point', () => {
  expect([0.03751, 12.345, 123.45, 61_512.3].map(figures)).toEqual(['0.0375', '12.3', '123', '61512'])
})

test('a row names every contestant, the ratio, the target and whether it was kept', () => {
  expect(inWords([row])).toBe(`a call (µs, lower is better)
    Gilder              30.3 µs
    quick               50 µs
    broken              does not build: no compiler
    floor               10 µs
  0.60 × best in-process peer, target ≤ 0.7 ×: kept

1 of 1 targets kept`)
})

test('a missed target, one for the value itself, and one that could not be judged', () => {
  const missed = inWords([{ ...row, better: 'higher', ratio: 1.5, target: 2, ok: false }])
  expect(missed).toContain('1.50 × best in-process peer, target ≥ 2 ×: MISSED')
  expect(inWords([{ ...row, against: null, ratio: null, target: 8, ok: false }])).toContain(
    'target ≤ 8 µs: MISSED',
  )
  const absent = inWords([
    { ...row, gilder: null, missing: { gilder: 'not offered' }, against: null, ratio: null, ok: false },
  ])
  expect(absent).toContain('Gilder              not offered')
  expect(absent).toContain('target ≤ 0.7 µs: not measured')
})
