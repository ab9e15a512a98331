import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Run } from '../../../../app/contract/run'
import { thisProcess } from '../../../../app/core/store/owner'
import { RunStore } from '../../../../app/core/store/store'
import { temporaryFolder } from '../place'
import { draft } from '../sample-run'

let store: RunStore
beforeEach(() => {
  store = new RunStore(join(temporaryFolder(), 'data', 'runs'))
})

const record = (run: Run): string => join(store.folder(run.id), 'run.json')

describe('create and read', () => {
  test('what was written is read', async () => {
    const run = await store.create(draft)
    expect(await store.read(run.id)).toEqual({ ...draft, id: run.id })
    expect(readdirSync(store.folder(run.id))).toEqual(['run.json'])
  })

  test('fifty of the same job and second get fifty folders', async () => {
    const runs = await Promise.all(Array.from({ length: 50 }, () => store.create(draft)))
    expect(new Set(runs.map((run) => run.id)).size).toBe(50)
  })

  test('values that JSON has no word for are kept exactly', async () => {
    const params = { big: 2n ** 80n, infinite: Number.POSITIVE_INFINITY, missing: Number.NaN, small: -0.5 }
    const run = await store.create({ ...draft, params })
    expect((await store.read(run.id)).params).toEqual({
      big: 2n ** 80n,
      infinite: Number.POSITIVE_INFINITY,
      missing: Number.NaN,
      small: -0.5,
    })
  })

  test('a data folder under a file is refused in words, with nothing made', async () => {
    const root = temporaryFolder()
    writeFileSync(join(root, 'file'), '')
    const broken = new RunStore(join(root, 'file', 'runs'))
    await expect(broken.create(draft)).rejects.toMatchObject({
      report: { kind: 'output', message: expect.stringContaining('a part of its path is a file') },
    })
    expect(readdirSync(root)).toEqual(['file'])
  })

  test('a data folder where none can be made is refused with words that fit', async () => {
    await expect(new RunStore('/proc/foo/runs').create(draft)).rejects.toMatchObject({
      report: { kind: 'output', message: 'Gilder cannot write to /proc/foo/runs: it cannot be made there.' },
    })
  })

  test('a record that cannot be written leaves no folder', async () => {
    const endless: Record<string, unknown> = {}
    endless.self = endless
    await expect(store.create({ ...draft, params: endless })).rejects.toThrow()
    expect(readdirSync(store.root)).toEqual([])
  })

  test('writing replaces the record and leaves no other file', async () => {
    const run = await store.create(draft)
    await store.write({ ...run, state: 'done', seconds: 1.5 })
    expect(await store.read(run.id)).toMatchObject({ state: 'done', seconds: 1.5 })
    expect(readdirSync(store.folder(run.id))).toEqual(['run.json'])
  })

  test('a hundred writers and readers at once never see half a record', async () => {
    const run = await store.create(draft)
    const long = 'x'.repeat(100_000)
    const writes = Array.from({ length: 50 }, (_, index) => store.write({ ...run, params: { index, long } }))
    const reads = Array.from({ length: 50 }, () => store.read(run.id))
    await Promise.all([...writes, ...reads])
    expect((await store.read(run.id)).params.long).toBe(long)
  })

  test.each(['..', '../../etc', '/etc', '', 'x'])('%j is not a run and never a path', (id) => {
    expect(() => store.folder(id)).toThrow('There is no run')
  })
})

describe('a run in the making', () => {
  test('is seen whole or not at all', async () => {
    const long = 'x'.repeat(2_000_000)
    let making = true
    const made = Promise.all(Array.from({ length: 10 }, () => store.create({ ...draft, params: { long } })))
    const ended = made.finally(() => {
      making = false
    })
    while (making) {
      expect((await store.list()).problems).toEqual([])
      await new Promise((resolve) => setImmediate(resolve))
    }
    await ended
    expect((await store.list()).runs).toHaveLength(10)
  })

  test('whose process died is cleared away after a day, not before', async () => {
    const [old, fresh] = ['.new-20261123-134550-mean-aaaa', '.new-20261123-134550-mean-bbbb']
    for (const name of [old, fresh]) mkdirSync(join(store.root, name), { recursive: true })
    const yesterday = Date.now() / 1000 - 25 * 60 * 60
    utimesSync(join(store.root, old), yesterday, yesterday)
    expect(await store.list()).toEqual({ runs: [], problems: [] })
    expect(readdirSync(store.root)).toEqual([fresh])
  })
})

describe('list', () => {
  test('nothing yet', async () => {
    expect(await store.list()).toEqual({ runs: [], problems: [] })
  })

  test('newest first', async () => {
    const times = ['2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z', '2026-01-01T00:00:00.000Z']
    for (const created of times) await store.create({ ...draft, created, state: 'done' })
    const { runs } = await store.list()
    expect(runs.map((run) => run.created.slice(0, 10))).toEqual(['2026-01-03', '2026-01-02', '2026-01-01'])
  })

  test('files and folders of other kinds are passed over', async () => {
    await store.create({ ...draft, state: 'done' })
    writeFileSync(join(store.root, '.DS_Store'), '')
    mkdirSync(join(store.root, 'notes'))
    const { runs, problems } = await store.list()
    expect([runs.length, problems.length]).toEqual([1, 0])
  })

  test('a removal that was cut short is brought to its end', async () => {
    mkdirSync(join(store.root, '.removed-20261123-134550-describe-k7f3', 'results'), { recursive: true })
    expect(await store.list()).toEqual({ runs: [], problems: [] })
    expect(readdirSync(store.root)).toEqual([])
  })

  const damages: readonly (readonly [string, (file: string) => void, string])[] = [
    ['empty', (file) => truncateSync(file, 0), 'run.json is damaged'],
    ['cut off', (file) => truncateSync(file, 100), 'run.json is damaged'],
    ['not JSON', (file) => writeFileSync(file, '\0\0\0garbage'), 'run.json is damaged'],
    ['of another shape', (file) => writeFileSync(file, '{"version":1,"id":7}'), 'run.json is damaged'],
    ['an array', (file) => writeFileSync(file, '[]'), 'run.json is damaged'],
    ['of a newer Gilder', (file) => writeFileSync(file, '{"version":2}'), 'a newer version of Gilder'],
    ['huge', (file) => truncateSync(file, 200_000_000), 'run.json is damaged'],
  ]
  test.each(damages)(
    'a record that is %s is a problem of its own folder only',
    async (_name, damage, says) => {
      const bad = await store.create({ ...draft, state: 'done' })
      const good = await store.create({ ...draft, state: 'done' })
      damage(record(bad))
      const before = readFileSync(record(bad)).length
      const { runs, problems } = await store.list()
      expect(runs.map((run) => run.id)).toEqual([good.id])
      expect(problems).toHaveLength(1)
      expect(problems[0]?.message).toContain(says)
      expect(problems[0]?.message).toContain(bad.id)
      expect(readFileSync(record(bad)).length).toBe(before)
    },
  )

  test('a record copied under another name speaks for nobody', async () => {
    const run = await store.create({ ...draft, state: 'done' })
    const other = '20200101-000000-mean-aaaa'
    mkdirSync(join(store.root, other))
    writeFileSync(join(store.root, other, 'run.json'), readFileSync(record(run)))
    const { runs, problems } = await store.list()
    expect(runs.map(({ id }) => id)).toEqual([run.id])
    expect(problems).toHaveLength(1)
  })

  test('a folder without a record, and a record that is a folder', async () => {
    mkdirSync(join(store.root, '20200101-000000-mean-aaaa'), { recursive: true })
    mkdirSync(join(store.root, '20200101-000000-mean-bbbb', 'run.json'), { recursive: true })
    const { problems } = await store.list()
    expect(problems.map((problem) => problem.kind)).toEqual(['input', 'input'])
  })
})

describe('a run whose process is gone', () => {
  test('becomes interrupted, on disk too', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
    const owner = { pid: child.pid ?? 0, started: 0 }
    const run = await store.create({ ...draft, state: 'running', owner })
    expect((await store.list()).runs[0]?.state).toBe('running')

    child.kill('SIGKILL')
    await once(child, 'exit')
    const listed = (await store.list()).runs[0]
    expect(listed).toMatchObject({ state: 'interrupted', owner: null, error: { hint: 'Run it again.' } })
    expect(await store.read(run.id)).toEqual(listed)
  })

  test('even when another process has its number now', async () => {
    const { pid, started } = thisProcess()
    await store.create({ ...draft, state: 'running', owner: { pid, started: started - 1 } })
    expect((await store.list()).runs[0]?.state).toBe('interrupted')
  })

  test('also when it was still waiting, or never had an owner', async () => {
    await store.create({ ...draft, state: 'queued', owner: { pid: 2 ** 22 + 1, started: 1 } })
    await store.create({ ...draft, state: 'running', owner: null })
    const { runs } = await store.list()
    expect(runs.map((run) => run.state)).toEqual(['interrupted', 'interrupted'])
  })

  test('a run of a living process is left alone', async () => {
    const run = await store.create({ ...draft, state: 'running', owner: thisProcess() })
    expect((await store.list()).runs[0]?.state).toBe('running')
    expect((await store.read(run.id)).state).toBe('running')
  })

  test('is shown as interrupted where nothing can be written', async () => {
    const run = await store.create({ ...draft, state: 'running', owner: null })
    // The place of the record is taken by something that cannot be replaced by a file.
    const listing = new (class extends RunStore {
      override async write(): Promise<void> {
        throw new Error('read-only')
      }
    })(store.root)
    expect((await listing.list()).runs[0]?.state).toBe('interrupted')
    expect((await store.read(run.id)).state).toBe('running')
  })
})

describe('remove', () => {
  test('takes the folder and nothing else', async () => {
    const [a, b] = [await store.create(draft), await store.create(draft)]
    mkdirSync(join(store.folder(a.id), 'results'))
    writeFileSync(join(store.folder(a.id), 'results', 'x.csv'), 'a\n1\n')
    await store.remove(a.id)
    expect(readdirSync(store.root)).toEqual([b.id])
  })

  test('does not follow a link out of the folder', async () => {
    const outside = temporaryFolder()
    writeFileSync(join(outside, 'keep'), '')
    const run = await store.create(draft)
    symlinkSync(outside, join(store.folder(run.id), 'results'))
    await store.remove(run.id)
    expect(existsSync(join(outside, 'keep'))).toBe(true)
  })

  test('of what is not there says so', async () => {
    await expect(store.remove('20200101-000000-mean-aaaa')).rejects.toMatchObject({
      report: { kind: 'output' },
    })
  })
})

test('a record without rights is a problem with the reason', async () => {
  const run = await store.create({ ...draft, state: 'done' })
  chmodSync(record(run), 0)
  const { runs, problems } = await store.list()
  // Root reads what it wants: then there is no problem to tell.
  if (process.getuid?.() === 0) expect(runs).toHaveLength(1)
  else expect(problems[0]?.message).toContain('permission denied')
})
