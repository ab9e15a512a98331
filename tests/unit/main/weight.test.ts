import { expect, test } from 'vitest'
import { weighsMoreThan } from '../../../app/main/weight'

const ring: unknown[] = []
ring.push(ring, { ring })
let deep: unknown = 0
for (let level = 0; level < 200_000; level += 1) deep = [deep]

test.each<[string, unknown, boolean]>([
  ['text', 'x'.repeat(500), false],
  ['long text', 'x'.repeat(500_001), true],
  ['the same as a name', { ['x'.repeat(500_001)]: 1 }, true],
  ['bytes', new Uint8Array(1_000_001), true],
  ['a buffer', new ArrayBuffer(1_000_001), true],
  ['many nothings', Array.from({ length: 200_000 }, () => null), true],
  ['holes', new Array(10 ** 9), true],
  ['a map', new Map([[1, 'x'.repeat(500_001)]]), true],
  ['a set', new Set(['x'.repeat(500_001)]), true],
  ['a large number', 2n ** 5_000_000n, true],
  ['a ring', ring, false],
  ['a deep one', deep, true],
  ['nothing', undefined, false],
])('%s', (_name, value, more) => {
  expect(weighsMoreThan(value, 1_000_000)).toBe(more)
})
