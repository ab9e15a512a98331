import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Run } from '../../../../app/contract/run'
import { IndexedStore } from '../../../../app/core/index/indexed-store'
import { applyRules, type Rules, readRules } from '../../../../app/core/index/retention'
import { thisProcess } from '../../../../app/core/store/owner'
import { temporaryFolder } from '../place'
import { draft } from '../sample-run'

const NOW = Date.UTC(2026, 10, 23)
const DAY = 24 * 60 * 60 * 1000
let data: string
let store: IndexedStore

beforeEach(() => {
  data = temporaryFolder()
  store = new IndexedStore({ root: join(data, 'runs'), index: join(data, 'index'), sqlite: '' })
})
afterEach(() => store.history.close())

/** A run that ended so many days ago, with a result of a megabyte as far as its record says. */
async function ended(days: number, change: Partial<Run> = {}): Promise<string> {
  const at = new Date(NOW - days * DAY).toISOString()
  const files = [{ path: 'results/x.csv', format: 'csv', bytes: 1_000_000 }]
  const results = [{ name: 'x', label: 'X', kind: 'table' as const, files, preview: 'results/x.json' }]
  const run = { ...draft, state: 'done' as const, created: at, finished: at, results, ...change }
  return (await store.create(run)).id
}

const apply = (rules: Partial<Rules>) =>
  applyRules(
    { version: 1, keepDays: null, keepBytes: null, ...rules },
    { store, history: store.history, now: NOW },
  )
const left = async (): Promise<ReadonlySet<string>> => new Set(await store.names())

test('without rules nothing goes', async () => {
  const id = await ended(5000)
  expect(await readRules(join(data, 'history.json'))).toBeNull()
  expect(await apply({})).toEqual({ runs: 0, bytes: 0 })
  expect(await left()).toEqual(new Set([id]))
})

test('by age: the old go; what is pinned, goes on or is of today stays', async () => {
  const old = await ended(100)
  const pinned = await ended(100, { pinned: true })
  const running = await ended(100, { state: 'running', finished: null, owner: thisProcess() })
  const fresh = await ended(10)
  const { runs, bytes } = await apply({ keepDays: 30 })
  expect([runs, bytes > 1_000_000]).toEqual([1, true])
  expect(await left()).toEqual(new Set([pinned, running, fresh]))
  expect(await left()).not.toContain(old)
  const today = await ended(0.5)
  await apply({ keepDays: 0.01 })
  expect(await left()).toEqual(new Set([pinned, running, today]))
})

test('by size: the oldest go until the rest fits', async () => {
  const [oldest, older, pinned, newest] = [
    await ended(50),
    await ended(40),
    await ended(60, { pinned: true }),
    await ended(20),
  ]
  expect((await apply({ keepBytes: 3_500_000 })).runs).toBe(1)
  expect(await left()).toEqual(new Set([older, pinned, newest]))
  expect(await left()).not.toContain(oldest)
  const today = await ended(0.1)
  expect((await apply({ keepBytes: 0 })).runs).toBe(2)
  expect(await left()).toEqual(new Set([pinned, today]))
})

test('a pin that the index does not know of counts', async () => {
  const id = await ended(100)
  await store.history.whole()
  await store.history.settle()
  const file = join(store.folder(id), 'run.json')
  writeFileSync(file, JSON.stringify({ ...(await store.read(id)), pinned: true }))
  expect((await apply({ keepDays: 1 })).runs).toBe(0)
  expect(await left()).toEqual(new Set([id]))
})

test.each([
  '',
  '{}',
  '{"version":2,"keepDays":1}',
  '{"version":1,"keepDay":1}',
  '{"version":1,"keepDays":-1}',
])('rules that read %j remove nothing, and are told', async (content) => {
  const file = join(data, 'history.json')
  writeFileSync(file, content)
  await expect(readRules(file)).rejects.toMatchObject({ report: { kind: 'input' } })
})
