import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isFinished, type Run } from '../../../../app/contract/run'
import { History } from '../../../../app/core/index/history'
import { IndexedStore } from '../../../../app/core/index/indexed-store'
import { thisProcess } from '../../../../app/core/store/owner'
import { RunStore } from '../../../../app/core/store/store'
import { temporaryFolder } from '../place'
import { draft } from '../sample-run'

let data: string
let store: RunStore
const open: History[] = []

function history(from: RunStore = store): History {
  const made = new History({ store: from, folder: join(data, 'index'), sqlite: '/nowhere' })
  open.push(made)
  return made
}

beforeEach(() => {
  data = join(temporaryFolder(), 'data')
  store = new RunStore(join(data, 'runs'))
})
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

let clock = Date.UTC(2026, 10, 1)
const make = (change: Partial<Run> = {}): Promise<Run> => {
  clock += 60_000
  return store.create({ ...draft, created: new Date(clock).toISOString(), state: 'done', ...change })
}
const page = (of: History, query = '', before: string | null = null, limit = 50) =>
  of.page({ query, before, limit })
const ids = async (of: History, query = ''): Promise<readonly string[]> => {
  await of.whole()
  return (await page(of, query)).runs.map(({ id }) => id)
}
const file = (): string => {
  const name = readdirSync(join(data, 'index')).find((one) => one.endsWith('.db')) ?? ''
  return join(data, 'index', name)
}

describe('pages', () => {
  test('newest first, each run once, to the end', async () => {
    const made: string[] = []
    for (let index = 0; index < 25; index += 1) made.unshift((await make()).id)
    const of = history()
    const seen: string[] = []
    let before: string | null = null
    do {
      const next = await page(of, '', before, 10)
      seen.push(...next.runs.map(({ id }) => id))
      before = next.next
    } while (before !== null)
    expect(seen).toEqual(made)
  })

  test('runs of one and the same moment are all there', async () => {
    for (let index = 0; index < 30; index += 1) await store.create({ ...draft, state: 'done' })
    const of = history()
    const first = await page(of, '', null, 20)
    const second = await page(of, '', first.next, 20)
    expect(new Set([...first.runs, ...second.runs].map(({ id }) => id)).size).toBe(30)
    expect(second.next).toBeNull()
  })

  test('a run made, changed or removed here is so at the next question', async () => {
    const of = history()
    expect(await ids(of)).toEqual([])
    const run = await make({ state: 'running', owner: thisProcess() })
    expect(await ids(of, 'state:running')).toEqual([run.id])
    await store.write({ ...run, state: 'failed', error: { kind: 'job', message: 'A zebra got in.' } })
    expect(await ids(of, 'state:running')).toEqual([])
    expect(await ids(of, 'zebra')).toEqual([run.id])
    await store.remove(run.id)
    expect(await ids(of)).toEqual([])
  })

  test('a sweep stands for its points, which are found by it or by a word', async () => {
    const parent = await make({ points: 2 })
    const points = [await make({ sweep: parent.id }), await make({ sweep: parent.id })]
    const of = history()
    expect(await ids(of)).toEqual([parent.id])
    expect(await ids(of, `sweep:${parent.id}`)).toHaveLength(3)
    expect(await ids(of, points[0]?.id)).toEqual([points[0]?.id])
  })
})

describe('search', () => {
  const failed = { kind: 'job', type: 'ValueError', message: 'Singular matrix in step 7' } as const
  let of: History
  let [plain, broken, pinned] = ['', '', '']
  beforeEach(async () => {
    const job = (id: string, title: string) => ({ ...draft.job, id, title })
    plain = (await make({ params: { k: 3, lr: 0.1, table: '/data/Ångström iris.csv', deep: { lr: 5 } } })).id
    broken = (
      await make({
        job: job('fit', 'Fit a model'),
        state: 'failed',
        error: failed,
        params: { k: 4, lr: 0.001, flag: true, big: '1208925819614629174706176' },
      })
    ).id
    pinned = (await make({ pinned: true, params: { mode: 'Very fast', names: ['a', 'b'] } })).id
    of = history()
  })

  const cases: readonly (readonly [string, () => readonly string[]])[] = [
    ['', () => [pinned, broken, plain]],
    ['job:fit', () => [broken]],
    ['job:FIT state:failed', () => [broken]],
    ['state:done', () => [pinned, plain]],
    ['singular matr', () => [broken]],
    ['"singular matrix"', () => [broken]],
    ['"matrix singular"', () => []],
    ['angstrom', () => [plain]],
    ['iris.csv', () => [plain]],
    ['ValueError', () => [broken]],
    ['lr>0.01', () => [plain]],
    ['LR<=0.001', () => [broken]],
    ['lr>=0.001 k!=4', () => [plain]],
    ['k=3', () => [plain]],
    ['k=3.0', () => [plain]],
    ['k!=3', () => [broken]],
    ['deep.lr=5', () => [plain]],
    ['flag=true', () => [broken]],
    ['big>1e20', () => [broken]],
    ['mode="very fast"', () => [pinned]],
    ['pinned:yes', () => [pinned]],
    ['pinned:no fit', () => [broken]],
    ['before:2026-01-01', () => []],
    ['after:2026-01-01 iris', () => [plain]],
    ['"; DROP TABLE runs; --"', () => []],
    ['* NEAR( ^ OR', () => []],
  ]
  test.each(cases)('%j', async (query, expected) => {
    expect(await ids(of, query)).toEqual(expected())
  })
})

describe('what others did while nobody looked', () => {
  test('runs came, went and ended', async () => {
    const [gone, ended, stays] = [
      await make(),
      await make({ state: 'running', owner: thisProcess() }),
      await make(),
    ]
    const first = history()
    await first.whole()
    await first.close()
    // A store without an index: another machine's, or an older Gilder's.
    const other = new RunStore(store.root)
    await other.remove(gone.id)
    await other.write({ ...ended, state: 'done', owner: null })
    const came = await other.create({ ...draft, state: 'done', created: new Date(clock + 1).toISOString() })
    expect(await ids(history())).toEqual([came.id, stays.id, ended.id])
    expect(await ids(history(), 'state:done')).toHaveLength(3)
  })

  test('an ended run that was changed is found by a thorough look', async () => {
    const run = await make({ params: { word: 'before' } })
    const of = history()
    expect(await ids(of, 'before')).toEqual([run.id])
    await new RunStore(store.root).write({ ...run, params: { word: 'after' } })
    utimesSync(join(store.folder(run.id), 'run.json'), 1e9, 1e9)
    await of.refresh(true)
    expect([await ids(of, 'before'), await ids(of, 'after')]).toEqual([[], [run.id]])
  })

  test('folders that cannot be read are told, until they can', async () => {
    const good = await make()
    const bad = join(store.root, '20200101-000000-mean-aaaa')
    mkdirSync(bad)
    writeFileSync(join(bad, 'run.json'), '{')
    const of = history()
    expect((await of.recent(10)).runs.map(({ id }) => id)).toEqual([good.id])
    expect((await of.problems()).map(({ message }) => message)).toEqual([
      expect.stringContaining('run.json is damaged'),
    ])
    writeFileSync(
      join(bad, 'run.json'),
      JSON.stringify({ ...good, id: '20200101-000000-mean-aaaa', created: '2020-01-01T00:00:00Z' }),
    )
    utimesSync(join(bad, 'run.json'), 1e9, 1e9)
    await of.refresh(false)
    expect(await of.problems()).toEqual([])
    expect(await ids(of)).toEqual([good.id, '20200101-000000-mean-aaaa'])
  })

  test('many processes at one index lose nothing of each other', async () => {
    const stores = Array.from({ length: 4 }, () => new RunStore(store.root))
    const histories = stores.map((one) => history(one))
    await Promise.all(histories.map((one) => one.whole()))
    const made = await Promise.all(
      Array.from({ length: 80 }, (_, index) =>
        (stores[index % 4] ?? store).create({ ...draft, state: 'done' }),
      ),
    )
    await Promise.all(histories.map((one) => one.problems()))
    for (const one of histories) {
      expect(new Set((await page(one, '', null, 200)).runs.map(({ id }) => id))).toEqual(
        new Set(made.map(({ id }) => id)),
      )
    }
  })
})

describe('an index that cannot be used is made anew', () => {
  const damages: readonly (readonly [string, (file: string) => void])[] = [
    ['gone', (at) => rmSync(at)],
    ['empty', (at) => writeFileSync(at, '')],
    ['no database', (at) => writeFileSync(at, 'x'.repeat(10_000))],
    ['damaged inside', (at) => writeFileSync(at, damaged(at))],
    ['of another schema', (at) => new DatabaseSync(at).exec('PRAGMA user_version = 99')],
    ['of another program', (at) => swap(at, () => new DatabaseSync(at).exec('CREATE TABLE x (y)'))],
    ['a folder', (at) => swap(at, () => mkdirSync(at))],
  ]
  const swap = (at: string, make: () => unknown): void => {
    rmSync(at)
    make()
  }
  const damaged = (at: string): Buffer => {
    const size = statSync(at).size
    const header = Buffer.alloc(100)
    const bytes = Buffer.alloc(size, 0xa5)
    header.write('SQLite format 3\0')
    header.copy(bytes)
    return bytes
  }
  test.each(damages)('%s', async (_name, damage) => {
    const runs = [await make(), await make({ params: { word: 'zebra' } })]
    const first = history()
    await first.whole()
    await first.close()
    damage(file())
    const again = history()
    expect(await ids(again)).toEqual(runs.map(({ id }) => id).reverse())
    expect(await ids(again, 'zebra')).toEqual([runs[1]?.id])
  })

  test('also while it is open', async () => {
    const runs = [await make(), await make()]
    const of = history()
    await of.whole()
    rmSync(file())
    await of.refresh(false)
    expect(await ids(of)).toEqual(runs.map(({ id }) => id).reverse())
    expect(statSync(file()).isFile()).toBe(true)
  })

  test('where no file can be, memory does', async () => {
    const run = await make()
    writeFileSync(join(data, 'index'), 'in the way')
    expect(await ids(history())).toEqual([run.id])
  })
})

test('a window is given the first page, all that goes on, and names to keep an eye on', async () => {
  const indexed = new IndexedStore({ root: store.root, index: join(data, 'index'), sqlite: '/nowhere' })
  open.push(indexed.history)
  const old = await make({ state: 'running', owner: thisProcess() })
  const hidden = await make()
  for (let index = 0; index < 200; index += 1) await make()
  const { runs } = await indexed.list()
  await indexed.history.whole()
  expect(runs).toHaveLength(201)
  expect(runs.filter(({ state }) => !isFinished(state)).map(({ id }) => id)).toEqual([old.id])
  const names = await indexed.names()
  expect([names.length, names.includes(hidden.id), names.includes(old.id)]).toEqual([201, false, true])
  const later = await make()
  expect(await indexed.names()).toContain(later.id)
})
