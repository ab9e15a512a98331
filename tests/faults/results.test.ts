/** What cannot be kept fails its run with the place of the value, and leaves nothing of the result behind. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beside } from './beside'
import { here, job } from './core'

const file = job('unkept.py')
const at = "result['a'][3]"

test.each<[string, string | RegExp]>([
  ['generator', `${at} is of type generator, which Gilder cannot store`],
  ['socket', `${at} is of type socket.socket, which Gilder cannot store`],
  ['lock', `${at} is of type _thread.lock, which Gilder cannot store`],
  ['function', `${at} is of type function, which Gilder cannot store`],
  ['object array', `${at} is an array of Python objects, which Gilder cannot store`],
  ['cycle', `${at}['b'][0] holds itself, which cannot be stored`],
  ['deep list', `${at}${'[0]'.repeat(19)} is nested too deeply to be stored`],
  ['deep dict', `${at}${"['k']".repeat(19)} is nested too deeply to be stored`],
  ['endless', 'The job returned more than 1000 results'],
])('case 22: a %s is named by its path', async (which, message) => {
  const place = here()
  const run = await beside(place, () => place.run(file, null, { which }))
  expect(run).toMatchObject({ state: 'failed', error: { kind: 'result', message }, results: [] })
  expect(place.record(run.id)).toMatchObject({ state: 'failed', error: { kind: 'result', message } })
  const left = readdirSync(join(place.place.runs, run.id), { recursive: true }).map(String)
  expect(left.filter((name) => name.startsWith('results/') || name.endsWith('.npy'))).toEqual([])
})

test('case 22: what has no form of its own is kept in words, and says so', async () => {
  const place = here()
  const run = await place.run(file, null, { which: 'field' })
  expect(run.state).toBe('done')
  const last = run.results.at(-1)
  expect(last).toMatchObject({ kind: 'text', note: expect.stringContaining(`${at}.model is of type object`) })
})

test('case 22: a container that raises is a fault of the job', async () => {
  const place = here()
  const run = await place.run(file, null, { which: 'raising' })
  expect(run).toMatchObject({ state: 'failed', error: { kind: 'job', type: 'LookupError' } })
})
