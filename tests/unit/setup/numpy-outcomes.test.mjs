// @ts-check
import { expect, test } from 'vitest'
import { compare } from '../../numpy/compare.mjs'

const was = (/** @type {string} */ outcome) => ({ outcome, why: `why ${outcome}` })

test('the same is the same, whatever it is', () => {
  const both = { a: was('passed'), b: was('failed') }
  expect(compare({ plain: both, embedded: both, known: {} })).toEqual({ passed: 2, skipped: 0, failures: [] })
})

test('a difference is a failure that shows both sides', () => {
  const { passed, failures } = compare({
    plain: { a: was('passed'), b: was('passed') },
    embedded: { a: was('failed') },
    known: {},
  })
  expect(passed).toBe(0)
  expect(failures.map(({ name }) => name)).toEqual(['a', 'b'])
  expect(failures[0]?.text).toMatch(/plain Python: passed[\s\S]*inside the addon: failed\nwhy failed/)
  expect(failures[1]?.text).toMatch(/inside the addon: not run/)
})

test('a known difference is skipped, and must be one', () => {
  const known = { 'a::': 'a reason' }
  const plain = { 'a::x': was('passed'), 'b::x': was('passed') }
  const skipped = compare({ plain, embedded: { ...plain, 'a::x': was('failed') }, known })
  expect(skipped).toEqual({ passed: 1, skipped: 1, failures: [] })
  expect(compare({ plain, embedded: plain, known }).failures).toMatchObject([{ name: 'a::' }])
  // Nothing is said of tests that were not run.
  expect(compare({ plain: {}, embedded: {}, known }).failures).toEqual([])
})
