// @ts-check
/** A contestant that fails is told with its reason; the run goes on. Real processes, no Python. */
import { expect, test } from 'vitest'
import { measureOnce } from '../../bench/process.mjs'

/** @param {object} order */
const measured = (order) =>
  measureOnce({
    command: process.execPath,
    env: process.env,
    order: { place: { root: '/nowhere', home: '/nowhere', threads: 1 }, ...order },
    ends: false,
    patience: 20_000,
    patienceToEnd: 1_000,
  })

test('one that does not load', async () => {
  const outcome = await measured({ contestant: 'nobody', measurement: 'no-op' })
  expect(outcome).toEqual({ missing: expect.stringMatching(/^failed: .*nobody/) })
})

test('one whose Python is not there', async () => {
  const outcome = await measured({ contestant: 'gilder', measurement: 'no-op' })
  expect(outcome).toEqual({ missing: expect.stringMatching(/^failed: .*nowhere/) })
})

test('a process that ends without a word, and one that does not start', async () => {
  expect(await measured({ contestant: 'gilder', measurement: 'no-op', place: undefined })).toHaveProperty(
    'missing',
  )
  const outcome = await measureOnce({
    command: '/nowhere/node',
    env: {},
    order: {},
    ends: false,
    patience: 20_000,
    patienceToEnd: 1_000,
  })
  expect(outcome).toEqual({ missing: expect.stringContaining('ENOENT') })
})
