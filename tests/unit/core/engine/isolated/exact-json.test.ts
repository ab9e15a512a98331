import { expect, test } from 'vitest'
import { decode, encode } from '../../../../../app/core/engine/isolated/exact-json'

test.each([
  [0],
  [-0],
  [1.5],
  [Number.NaN],
  [Number.POSITIVE_INFINITY],
  [Number.NEGATIVE_INFINITY],
  [5e-324],
  [2 ** 53 - 1],
  [2 ** 53],
  [1e300],
  [2n ** 70n],
  [-(2n ** 64n)],
  ['\ud800 lone'],
  [null],
  [[true, { a: { b: [] } }]],
  [{ $int: '3' }],
  [{ $float: 'nan' }],
  [{ $object: { $int: 1 } }],
  [{ $x: 1, y: 2 }],
  [JSON.parse('{"__proto__": 1, "constructor": 2}')],
])('%o comes back as it was', (value) => {
  const line = encode(value)
  expect(line).not.toContain('\n')
  expect(decode(line)).toStrictEqual(value)
})

test('what Python writes for its own numbers is read', () => {
  expect(decode('[{"$float": "nan"}, {"$float": "-inf"}, -0.0, 1.0, {"$int": "9007199254740993"}]')).toEqual([
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    -0,
    1,
    9007199254740993n,
  ])
})
