import { expect, test } from 'vitest'
import { isRunId, newRunId } from '../../../../app/core/store/run-id'

const now = new Date('2026-11-23T13:45:50.999Z')

test('time, job and chance', () => {
  expect(newRunId('describe', now)).toMatch(/^20261123-134550-describe-[0-9a-hjkmnp-tv-z]{4}$/)
})

test.each([
  ['k_means', 'k-means'],
  ['../../etc/passwd', 'etc-passwd'],
  ['测试', 'job'],
  ['', 'job'],
  ['A'.repeat(300), 'a'.repeat(40)],
  [`${'a'.repeat(39)}-b`, 'a'.repeat(39)],
])('the job "%s" is a harmless part of a folder name', (job, part) => {
  const id = newRunId(job, now)
  expect(id.slice(16, -5)).toBe(part)
  expect(isRunId(id)).toBe(true)
})

test.each([
  '..',
  '',
  '.',
  '20261123-134550-describe-k7f3/..',
  '20261123-134550-describe-k7f3\\x',
  '20261123-134550-describe-k7f3\n',
  '../20261123-134550-describe-k7f3',
  '.removed-20261123-134550-describe-k7f3',
  '20261123-134550-describe-k7f3\0',
])('%j is no name of a run', (name) => {
  expect(isRunId(name)).toBe(false)
})

test('a thousand in the same second differ', () => {
  const ids = new Set(Array.from({ length: 1000 }, () => newRunId('describe', now)))
  expect(ids.size).toBeGreaterThan(990)
})
