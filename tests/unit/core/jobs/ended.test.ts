import { expect, test } from 'vitest'
import type { Run } from '../../../../app/contract/run'
import { Ended } from '../../../../app/core/jobs/ended'
import { draft } from '../sample-run'

const run = (index: number, state: Run['state'] = 'done'): Run => ({
  ...draft,
  id: `r${index}`,
  state,
  created: new Date(1e12 + index * 1000).toISOString(),
})

test('the newest are at hand, the others known by name, and what goes on elsewhere is never dropped', () => {
  const ended = new Ended(10)
  ended.set(run(0, 'running'))
  for (let index = 1; index <= 1000; index += 1) ended.set(run(index))
  expect(ended.values().length).toBeLessThanOrEqual(21)
  for (let index = 991; index <= 1000; index += 1) expect(ended.get(`r${index}`)).toBeDefined()
  expect(ended.get('r0')).toBeDefined()
  expect(ended.get('r5')).toBeUndefined()
  expect(ended.knows('r5')).toBe(true)
  expect(ended.delete('r5')).toBe(true)
  expect(ended.knows('r5')).toBe(false)
  expect(ended.delete('r5')).toBe(false)
})
