/** Folders that cannot be deleted: open files on Windows, another's rights. Root meets neither, so the failure is made up. */
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { RunStore } from '../../../../app/core/store/store'
import { temporaryFolder } from '../place'
import { draft } from '../sample-run'

const failure = vi.hoisted(() => ({ on: true }))
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const rm: typeof real.rm = async (path, options) => {
    if (failure.on) throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' })
    await real.rm(path, options)
  }
  return { ...real, rm }
})

let store: RunStore
beforeEach(() => {
  failure.on = true
  store = new RunStore(join(temporaryFolder(), 'runs'))
})

test('what a removal left hides no run, and goes with a later listing', async () => {
  const run = await store.create({ ...draft, state: 'done' })
  mkdirSync(join(store.root, '.removed-20261123-134550-mean-aaaa'))
  expect((await store.list()).runs.map(({ id }) => id)).toEqual([run.id])
  failure.on = false
  await store.list()
  expect(readdirSync(store.root)).toEqual([run.id])
})

test('a run is removed as far as anybody can see', async () => {
  const run = await store.create({ ...draft, state: 'done' })
  await store.remove(run.id)
  expect(await store.list()).toEqual({ runs: [], problems: [] })
})
