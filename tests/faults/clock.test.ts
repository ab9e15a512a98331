/** The wall clock may say what it likes: here it is put forward and back while jobs run; only time itself is real. */
import { afterEach, expect, test, vi } from 'vitest'
import { isRunId } from '../../app/core/store/run-id'
import { RunStore } from '../../app/core/store/store'
import { type Here, here, job } from './core'

const DAY = 24 * 60 * 60 * 1000
const file = job('steady.py')

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

const set = (time: number | string): void => {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(time)
}

/** Half a second of work, in the middle of which the clock is set. */
async function jump(place: Here, to: number | string) {
  const reply = await place.core.jobs.submit(await place.find(file, null), { seconds: 0.5 })
  if (reply.state === 'refused') throw new Error(JSON.stringify(reply))
  await expect.poll(() => place.core.jobs.runs().find(({ id }) => id === reply.run.id)?.started).toBeTruthy()
  set(to)
  return place.core.jobs.finished(reply.run.id)
}

test.each([
  ['a day ahead', () => Date.now() + DAY],
  ['a day back', () => Date.now() - DAY],
  ['to 1970', () => 0],
  ['past 2038', () => '2038-01-19T03:14:08Z'],
  ['past 2106', () => '2106-02-07T06:28:16Z'],
])('case 32: the clock goes %s while a job runs', async (_name, to) => {
  const place = here()
  const run = await jump(place, to())
  expect(run.state).toBe('done')
  // Half a second of real time, whatever the clock says; the machine may be busy.
  expect(run.seconds).toBeGreaterThanOrEqual(0.5)
  expect(run.seconds).toBeLessThan(60)
  expect(place.record(run.id)).toMatchObject({ state: 'done', seconds: run.seconds })

  // The next one begins at that time, and both are listed, always in the same order.
  const next = await place.run(file, null, { seconds: 0 })
  expect(isRunId(next.id)).toBe(true)
  expect(next.created).toBe(new Date().toISOString().slice(0, 19) + next.created.slice(19))
  expect(next.seconds).toBeGreaterThanOrEqual(0)
  const shown = place.core.jobs.runs().map(({ id }) => id)
  const listed = await new RunStore(place.place.runs).list()
  expect(listed.problems).toEqual([])
  expect(listed.runs.map(({ id }) => id)).toEqual(shown)
  expect([...shown].sort()).toEqual([run.id, next.id].sort())
})

test('case 32: the hour that comes twice at the end of summer time is no hour of a run', async () => {
  vi.stubEnv('TZ', 'Europe/Berlin')
  set('2026-10-25T00:59:59Z')
  const place = here()
  const run = await jump(place, '2026-10-25T01:00:00Z')
  expect(run).toMatchObject({ state: 'done', finished: '2026-10-25T01:00:00.000Z' })
  expect(run.created.startsWith('2026-10-25T00:59:59')).toBe(true)
  expect(run.seconds).toBeLessThan(60)
  expect(new Date(run.created).getHours()).toBe(new Date(run.finished ?? '').getHours())
})
