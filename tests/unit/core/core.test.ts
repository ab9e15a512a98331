import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type AppEvent, Snapshot } from '../../../app/contract/api'
import { openCore } from '../../../app/core/core'
import { layout } from '../../../app/core/layout'
import { RunStore } from '../../../app/core/store/store'
import { temporaryFolder } from './place'
import { draft } from './sample-run'

function setup() {
  const home = temporaryFolder()
  const env = { GILDER_DATA: join(home, 'data') }
  const place = layout({ appRoot: home, resourcesPath: null, env, platform: process.platform, home })
  return { core: openCore({ layout: place, version: '1.2.3' }), store: new RunStore(place.runs), place }
}

test('without a runtime everything but running works', async () => {
  const { core, store, place } = setup()
  const run = await store.create({ ...draft, state: 'done' })
  mkdirSync(join(place.runs, '20200101-000000-mean-aaaa'))
  const events: AppEvent[] = []
  core.subscribe((event) => events.push(event))

  const first = await core.snapshot()
  expect(Snapshot.parse(first)).toEqual(first)
  expect(first).toMatchObject({
    seq: 0,
    version: '1.2.3',
    ready: false,
    jobs: [],
    runtime: { state: 'missing' },
  })
  expect(first.runs.map(({ id }) => id)).toEqual([run.id])
  expect(first.problems).toHaveLength(1)

  core.start()
  await expect.poll(() => events.length).toBe(1)
  expect(events[0]).toMatchObject({
    seq: 1,
    type: 'catalog',
    runtime: { state: 'missing' },
    jobs: [],
    problems: first.problems,
  })
  expect(await core.snapshot()).toMatchObject({ seq: 1, ready: true })

  expect(await core.jobs.submit('mean', {})).toMatchObject({ state: 'refused', error: { kind: 'runtime' } })
  await core.close()
})

test('runs of another Gilder show up by themselves once it has started', async () => {
  const { core, store } = setup()
  const seen: string[] = []
  core.subscribe((event) => {
    if (event.type !== 'own') seen.push(event.type === 'run' ? event.run.id : event.type)
  })
  core.start()
  await expect.poll(() => seen).toEqual(['catalog'])
  const run = await store.create({ ...draft, state: 'done' })
  await expect.poll(() => seen, { timeout: 8000 }).toEqual(['catalog', run.id])
  expect((await core.snapshot()).runs.map(({ id }) => id)).toEqual([run.id])
  await core.close()
}, 10_000)
