/** Cases 8 to 10 of `docs/reliability.md`: however deaf a job is, it can be stopped, and no harder than it takes. */
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { gilder } from './gilder'

test('8: a loop that reports is stopped by its flag, after its clean-up', async () => {
  const here = gilder()
  const marker = here.path('marker')
  const run = await here.submit('stubborn.py:listens', { marker })
  await run.says('started')
  await here.core.jobs.cancel(run.id)
  expect((await run.ended).state).toBe('cancelled')
  expect(existsSync(marker)).toBe(true)
  expect(run.stages()).toEqual(['asked'])
})

test('8: a loop that never looks is stopped by an exception, after its clean-up', async () => {
  const here = gilder()
  const marker = here.path('marker')
  const run = await here.submit('stubborn.py:loops', { marker })
  await run.says('started')
  await here.core.jobs.cancel(run.id)
  expect((await run.ended).state).toBe('cancelled')
  expect(existsSync(marker)).toBe(true)
  expect(run.stages()).toEqual(['asked', 'interrupted'])
})

test('9: a C call that keeps the GIL is terminated, and this process goes on meanwhile', async () => {
  const here = gilder()
  const run = await here.submit('stubborn.py:hogs')
  await run.says('started')
  await here.core.jobs.cancel(run.id)
  // Another one, from its start to its end.
  expect((await here.run('crashing.py:words')).state).toBe('done')
  expect((await run.ended).state).toBe('cancelled')
  expect(run.stages()).toEqual(['asked', 'terminated'])
})

test('9: what refuses the signal, too, is killed', async () => {
  const here = gilder()
  const run = await here.submit('stubborn.py:refuses')
  await run.says('started')
  await here.core.jobs.cancel(run.id)
  expect((await run.ended).state).toBe('cancelled')
  expect(run.stages()).toEqual(['asked', 'interrupted', 'terminated', 'killed'])
})

test('10: a deadline stops by the same steps', async () => {
  const here = gilder()
  const run = await here.submit('stubborn.py:hogs')
  await run.says('started')
  setTimeout(() => here.core.engine.cancel(run.id), 300)
  expect((await run.ended).state).toBe('cancelled')
  expect(run.stages()).toEqual(['asked', 'terminated'])
})

test('one that has been cancelled before its process was there is never begun', async () => {
  const here = gilder()
  const run = await here.submit('crashing.py:words')
  await here.core.jobs.cancel(run.id)
  expect((await run.ended).state).toBe('cancelled')
})
