import { expect, test } from 'vitest'
import { Slots } from '../../../../app/core/jobs/slots'

function setup(size: number) {
  const slots = new Slots(size)
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const add = (id: string): void =>
    slots.add(id, () => {
      begun.push(id)
      return new Promise((resolve) => ends.set(id, resolve))
    })
  const end = async (id: string): Promise<void> => {
    ends.get(id)?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { slots, begun, add, end }
}

test('so many at once, the others in the order they came', async () => {
  const { begun, add, end } = setup(2)
  for (const id of ['a', 'b', 'c', 'd']) add(id)
  expect(begun).toEqual(['a', 'b'])
  await end('b')
  expect(begun).toEqual(['a', 'b', 'c'])
  await end('a')
  expect(begun).toEqual(['a', 'b', 'c', 'd'])
})

test('one that was withdrawn never begins', async () => {
  const { slots, begun, add, end } = setup(1)
  for (const id of ['a', 'b', 'c']) add(id)
  expect(slots.withdraw('b')).toBe(true)
  expect(slots.withdraw('b')).toBe(false)
  expect(slots.withdraw('a')).toBe(false)
  await end('a')
  expect(begun).toEqual(['a', 'c'])
})
