/** Case 9 of `docs/reliability.md` inside of Gilder's own process, where nothing can be ended but the whole. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { place } from '../cli/gilder'
import { here, job, root } from './core'

const iris = join(root, 'python-runtime/jobs/kmeans/samples/iris.csv')

test('9: a job inside of Gilder that does not stop gives its place back, and others go elsewhere', async () => {
  const { core, find, events, path, record, write } = here()
  await core.jobs.configureQueue({
    ...core.jobs.queue().settings,
    slots: { app: 1, isolated: 1, cluster: 1 },
  })
  const submit = async (spec: string | Awaited<ReturnType<typeof find>>, params: object, app = false) => {
    const plan = app ? ({ placement: 'app' } as const) : {}
    const reply = await core.jobs.submit(spec, { ...params }, { plan })
    if (reply.state === 'refused') throw new Error(JSON.stringify(reply))
    return reply.run
  }
  const clings = await find(job('stubborn.py'), 'clings')
  const stuck = await submit(clings, { until: path('enough') }, true)
  const log = (): string => JSON.stringify(events.filter((event) => event.type === 'log'))
  await expect.poll(log, { timeout: 30_000 }).toContain('started')
  // It waits for the place of the first one, inside of Gilder.
  const next = await submit('describe', { table: iris })
  expect(next.placement).toBe('app')
  await core.jobs.cancel(stuck.id)

  expect(await core.jobs.finished(stuck.id)).toMatchObject({ state: 'cancelled', stopping: 'interrupted' })
  expect(log()).toContain('The job does not stop.')
  expect(core.jobs.queue().stalled).toMatch(/^1 thread is still busy with a job that does not stop/)
  expect(await core.jobs.finished(next.id)).toMatchObject({ state: 'done', placement: 'isolated' })
  // One that is to go there and nowhere else does; all others are not placed there while this lasts.
  const bound = await submit(await find(job('steady.py'), null), { seconds: 0 }, true)
  expect(await core.jobs.finished(bound.id)).toMatchObject({ state: 'done', placement: 'app' })
  const meanwhile = await submit('describe', { table: iris })
  expect(meanwhile.placement).toBe('isolated')
  expect(await core.jobs.finished(meanwhile.id)).toMatchObject({ state: 'done' })

  write('enough', '')
  await expect.poll(() => core.jobs.queue().stalled, { timeout: 30_000 }).toBe(null)
  const last = await submit('describe', { table: iris })
  expect(last.placement).toBe('app')
  expect(await core.jobs.finished(last.id)).toMatchObject({ state: 'done' })
  // What the job returned in the end is nobody's.
  expect(record(stuck.id)).toMatchObject({ state: 'cancelled', results: [] })
})

test('9: a C call inside of Gilder that keeps the GIL does not keep a command line', async () => {
  const at = place()
  const started = at.start(['--run', `${job('stubborn.py')}:hogs`, '--in-app'])
  await started.says('started')
  started.child.kill('SIGINT')
  const { code, stderr } = await started.ended
  expect(code).toBe(130)
  expect(stderr).toContain('The job does not stop.')
  expect(at.runs()).toMatchObject([{ state: 'cancelled', stopping: 'asked' }])
})
