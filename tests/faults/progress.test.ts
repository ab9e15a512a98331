/** However often and however oddly a job reports, a window hears little, in bounds, and the last of it. */
import { expect, test } from 'vitest'
import { beside } from './beside'
import { type Here, here, job } from './core'

const file = job('reports.py')

const heard = (place: Here, run: string) =>
  place.events.flatMap((event) => (event.type === 'progress' && event.run === run ? [event.progress] : []))

test('case 24: a million reports are at most twenty events a second, and the last one arrives', async () => {
  const place = here()
  const run = await beside(place, () => place.run(file, 'million', { calls: 1_000_000 }))
  expect(run.state).toBe('done')
  const reports = heard(place, run.id)
  expect(reports.length).toBeGreaterThan(0)
  expect(reports.length).toBeLessThanOrEqual(20 * (run.seconds ?? 0) + 2)
  for (const { fraction } of reports) {
    if (fraction === null) continue
    expect(fraction).toBeGreaterThanOrEqual(0)
    expect(fraction).toBeLessThanOrEqual(1)
  }
  expect(reports.at(-1)).toEqual({ fraction: 0.25, message: 'the last' })
  expect(run.progress).toEqual(reports.at(-1))
})

test.each<[number, number | null]>([
  [0, null],
  [1, 0],
  [2, 1],
  [3, 1],
  [4, 0],
  [6, 1e-320],
  [7, 1],
  [8, null],
])('case 24: odd report number %i is %s', async (which, fraction) => {
  const place = here()
  const run = await place.run(file, 'one', { which })
  expect(run.state).toBe('done')
  expect(heard(place, run.id)).toEqual([{ fraction, message: 'odd' }])
})
