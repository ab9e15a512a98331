import { expect, test } from 'vitest'
import { fromExactJson, toExactJson } from '../../../app/core/exact-json'

const there = (value: unknown): unknown => fromExactJson(toExactJson(value))

test.each([
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0,
  0,
  5e-324,
  -5e-324,
  2.225073858507201e-308,
  Number.MAX_VALUE,
  0.1,
  2 ** 53,
  2 ** 53 + 2,
  1e300,
])('%d keeps its bits', (value) => {
  const bits = (number: unknown): bigint =>
    new BigUint64Array(new Float64Array([Number(number)]).buffer)[0] ?? 0n
  const back = there({ list: [value] }) as { list: unknown[] }
  expect(typeof back.list[0]).toBe('number')
  expect(bits(back.list[0])).toBe(bits(value))
})

test.each([2n ** 53n, -(2n ** 63n) - 1n, 2n ** 1000n, 0n])('%s stays an integer', (value) => {
  expect(there([value])).toEqual([value])
})

test.each<[unknown]>([
  [{ $: 'NaN' }],
  [{ $: '1e+300' }],
  [{ $: 'no word of ours' }],
  ['\ud800 lone'],
  [{ $: '12' }],
  [{ $: { $: '-0' } }],
  [{ $: 1, other: Number.NaN }],
  [{ $: null }],
  [{ $: [] }],
  [[['NaN', 'Infinity', '-0', '1'], {}, null, true]],
])('%j is not taken for a number', (value) => {
  expect(there(value)).toEqual(value)
})

test('__proto__ is a name like any other', () => {
  const value = JSON.parse('{"__proto__": {"polluted": true}}')
  expect(Object.keys(there(value) as object)).toEqual(['__proto__'])
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

test('a line of a pipe is one line', () => {
  expect(toExactJson('two\nlines')).not.toContain('\n')
})

test('what Python writes for its own numbers is read', () => {
  const line = '[{"$": "NaN"}, {"$": "-Infinity"}, -0.0, 1.0, {"$": "9007199254740993"}]'
  expect(fromExactJson(line)).toEqual([Number.NaN, Number.NEGATIVE_INFINITY, -0, 1, 9007199254740993n])
})

test('plain values are plain JSON', () => {
  expect(toExactJson({ a: [1, 'x', null, { b: false }] })).toBe('{"a":[1,"x",null,{"b":false}]}')
})
