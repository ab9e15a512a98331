/** FAULTS 27, 29, 33 and 34: damaged records, data folders that cannot be used, odd names, other versions. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Run } from '../../../app/contract/run'
import { IndexedStore } from '../../../app/core/index/indexed-store'
import { draft } from '../../unit/core/sample-run'

let place: string
const open: IndexedStore[] = []

function storeIn(data: string): IndexedStore {
  const store = new IndexedStore({ root: join(data, 'runs'), index: join(data, 'index'), sqlite: '' })
  open.push(store)
  return store
}
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'gilder faults '))
})
afterEach(async () => {
  for (const store of open.splice(0)) await store.history.close()
  rmSync(place, { recursive: true, force: true })
})

const done = (store: IndexedStore): Promise<Run> => store.create({ ...draft, state: 'done' })
const record = (store: IndexedStore, { id }: Run): string => join(store.folder(id), 'run.json')

describe('27: records that are damaged', () => {
  test('every range of bytes, cut out, zeroed or replaced: that folder is told, the rest loads', async () => {
    const store = storeIn(place)
    const good = await done(store)
    const whole = readFileSync(record(store, good))
    const step = Math.ceil(whole.length / 40)
    const damages: Buffer[] = []
    for (let start = 0; start < whole.length; start += step) {
      const [before, after] = [whole.subarray(0, start), whole.subarray(start + step)]
      const range = whole.subarray(start, start + step)
      damages.push(Buffer.concat([before, after]), Buffer.concat([before, Buffer.alloc(range.length), after]))
      damages.push(before, Buffer.concat([before, range.map((byte) => byte ^ 0x55), after]))
    }
    for (const [index, damage] of damages.entries()) {
      const id = `20200101-000000-mean-${String(index).padStart(4, '0')}`
      mkdirSync(join(store.root, id))
      writeFileSync(join(store.root, id, 'run.json'), damage)
    }
    const { runs, problems } = await store.list()
    await store.history.whole()
    expect(runs.map(({ id }) => id)).toEqual([good.id])
    expect((await store.history.problems()).length).toBe(damages.length)
    expect(problems.every(({ message }) => /damaged|missing|newer/.test(message))).toBe(true)
    // Nothing was moved or mended by itself.
    expect(readdirSync(store.root)).toHaveLength(damages.length + 1)
  })

  const odd: readonly (readonly [string, (file: string) => void, string])[] = [
    ['a pipe', (file) => spawnSync('mkfifo', [file]), 'not a regular file'],
    ['a link to another record', (file) => symlinkSync('/etc/hostname', file), 'not a regular file'],
    ['a link to itself', (file) => symlinkSync(file, file), 'not a regular file'],
    ['a folder', (file) => mkdirSync(file), 'not a regular file'],
    ['of 200 MB', (file) => spawnSync('truncate', ['-s', '200M', file]), 'damaged'],
    ['not there', () => {}, 'missing'],
  ]
  test.each(odd)('a record that is %s is told at once', async (_name, make, says) => {
    const store = storeIn(place)
    const [good, bad] = [await done(store), await done(store)]
    await store.history.settle()
    rmSync(record(store, bad))
    make(record(store, bad))
    // One that was not there when the index was made.
    const fresh = storeIn(place)
    expect((await fresh.list()).runs.map(({ id }) => id)).toContain(good.id)
    await fresh.history.refresh(true)
    expect((await fresh.history.problems()).map(({ message }) => message)).toEqual([
      expect.stringContaining(says),
    ])
    await fresh.remove(bad.id)
    expect(readdirSync(join(place, 'quarantine'))).toEqual([bad.id])
    expect(await fresh.history.problems()).toEqual([])
  })
})

describe('28: a disk that is full', () => {
  const mounted = join(tmpdir(), `gilder-full-${process.pid}`)
  mkdirSync(mounted, { recursive: true })
  const canMount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', mounted]).status === 0
  if (!canMount) console.log('28: no file system can be mounted here; the tests of full disks are skipped.')
  afterEach(() => {
    if (canMount) rmSync(join(mounted, 'data'), { recursive: true, force: true })
  })

  test.runIf(canMount)('a run is not begun, what is there stays, and room makes all well', async () => {
    try {
      const data = join(mounted, 'data')
      const store = storeIn(data)
      const run = await done(store)
      await store.list()
      spawnSync('dd', ['if=/dev/zero', `of=${join(data, 'filler')}`, 'bs=4k'])
      const big = { ...run, pinned: true, params: { filler: 'x'.repeat(50_000) } }
      const full = { report: { kind: 'output', message: expect.stringContaining('no space left') } }
      await expect(store.write(big)).rejects.toMatchObject(full)
      await expect(store.create({ ...draft, params: big.params })).rejects.toMatchObject(full)
      // The old record is whole, nothing half lies about, and the history answers.
      expect(await store.read(run.id)).toEqual(run)
      expect(readdirSync(store.root)).toEqual([run.id])
      expect((await store.history.page({ query: 'mean', before: null, limit: 10 })).runs).toEqual([run])
      // A start with a full disk: the index is in memory then.
      rmSync(join(data, 'index'), { recursive: true })
      spawnSync('dd', ['if=/dev/zero', `of=${join(data, 'more')}`, 'bs=4k'])
      expect((await storeIn(data).list()).runs).toEqual([run])
      rmSync(join(data, 'filler'))
      rmSync(join(data, 'more'), { force: true })
      await store.write(big)
      expect(await store.read(run.id)).toEqual(big)
    } finally {
      for (const store of open.splice(0)) await store.history.close()
      spawnSync('umount', [mounted])
    }
  })
})

describe('29: a data folder that cannot be used', () => {
  test('below a file, or where nothing can be made, the reason names the path', async () => {
    writeFileSync(join(place, 'file'), '')
    for (const data of [join(place, 'file', 'data'), '/proc/gilder/data']) {
      await expect(done(storeIn(data))).rejects.toMatchObject({
        report: { kind: 'output', message: expect.stringContaining(data) },
      })
    }
  })

  test('read-only: what is there is shown and searched, a new run is refused', async () => {
    const data = join(place, 'data')
    const run = await done(storeIn(data))
    const mounted = spawnSync('mount', ['--bind', data, data]).status === 0
    const readOnly = mounted && spawnSync('mount', ['-o', 'remount,ro,bind', data]).status === 0
    // Root writes in spite of the rights of a folder; a plain user needs no mount.
    if (!readOnly) chmodSync(join(data, 'runs'), 0o500)
    try {
      const store = storeIn(data)
      expect((await store.list()).runs.map(({ id }) => id)).toEqual([run.id])
      expect((await store.history.page({ query: 'mean', before: null, limit: 9 })).runs).toHaveLength(1)
      if (readOnly || process.getuid?.() !== 0)
        await expect(done(store)).rejects.toMatchObject({ report: { kind: 'output' } })
    } finally {
      for (const store of open.splice(0)) await store.history.close()
      if (mounted) spawnSync('umount', [data])
      else chmodSync(join(data, 'runs'), 0o700)
    }
  })

  test('gone while it is open, and back', async () => {
    const data = join(place, 'data')
    const store = storeIn(data)
    await done(store)
    await store.list()
    rmSync(data, { recursive: true })
    await store.history.refresh(true)
    expect((await store.history.page({ query: '', before: null, limit: 9 })).runs).toEqual([])
    const run = await done(store)
    expect((await store.history.page({ query: '', before: null, limit: 9 })).runs).toEqual([run])
  })
})

const names = [
  'with space',
  'quote\'s "double"',
  'emoji 🦙',
  'e\u0301 (NFD)',
  '100%25 #?&',
  '.leading dot',
  '-leading dash',
  'back\\slash',
  'new\nline',
  'x'.repeat(255),
]
test.each(names)('33: a data folder named %j works', async (name) => {
  const data = join(place, name)
  const store = storeIn(data)
  const run = await done(store)
  await store.write({ ...run, pinned: true })
  expect((await store.list()).runs).toEqual([{ ...run, pinned: true }])
  expect((await store.history.page({ query: 'pinned:yes mean', before: null, limit: 9 })).runs).toHaveLength(
    1,
  )
  expect(readdirSync(join(data, 'index')).some((file) => file.endsWith('.db'))).toBe(true)
  await store.remove(run.id)
  expect(readdirSync(store.root)).toEqual([])
})

test('33: a name of 256 bytes is refused in words', async () => {
  await expect(done(storeIn(join(place, 'x'.repeat(256))))).rejects.toMatchObject({
    report: { kind: 'output', message: expect.stringMatching(/its name is too long|cannot be made/) },
  })
})

describe('34: what another version wrote', () => {
  test('a run of a newer Gilder is told, and neither rewritten, moved nor removed', async () => {
    const store = storeIn(place)
    const run = await done(store)
    const newer = JSON.stringify({ ...run, version: 2, more: true })
    writeFileSync(record(store, run), newer)
    const { mtimeMs } = statSync(record(store, run))
    const fresh = storeIn(place)
    expect(await fresh.list()).toMatchObject({
      runs: [],
      problems: [
        { message: expect.stringContaining('newer version'), hint: expect.stringContaining('leaves it') },
      ],
    })
    await expect(fresh.remove(run.id)).rejects.toThrow('newer version')
    expect(readFileSync(record(store, run), 'utf8')).toBe(newer)
    expect(statSync(record(store, run)).mtimeMs).toBe(mtimeMs)
    expect(readdirSync(place)).not.toContain('quarantine')
  })

  test('a record that somebody changes before the index has it is told all the same', async () => {
    const store = storeIn(place)
    const run = await done(store)
    writeFileSync(record(store, run), JSON.stringify({ ...run, version: 2 }))
    // Writes down what the store has written, with the time of what stands there now.
    await store.history.settle()
    const newer = { runs: [], problems: [{ message: expect.stringContaining('newer version') }] }
    expect(await storeIn(place).list()).toMatchObject(newer)
    expect(await store.list()).toMatchObject(newer)
  })

  test('a run of an older Gilder is read as it is', async () => {
    const store = storeIn(place)
    const run = await done(store)
    // As the first version wrote it.
    const { plan: _, repeats: __, sweep: ___, pinned: ____, stopping: _____, peak: ______, ...old } = run
    const { worker: _______, ...first } = { ...old, owner: { pid: 1, started: 2 } }
    writeFileSync(record(store, run), JSON.stringify(first))
    expect((await storeIn(place).list()).runs).toEqual([{ ...run, owner: { pid: 1, started: 2 } }])
  })

  test("another version's index is left alone, and one of this name that is not ours is made anew", async () => {
    const store = storeIn(place)
    const run = await done(store)
    await store.list()
    await store.history.close()
    const [file = ''] = readdirSync(join(place, 'index')).filter((name) => name.endsWith('.db'))
    const other = join(place, 'index', file.replace(/^\d+/, '99'))
    writeFileSync(other, 'of the future')
    const database = new DatabaseSync(join(place, 'index', file))
    database.exec('PRAGMA user_version = 99')
    database.close()
    expect((await storeIn(place).list()).runs).toEqual([run])
    expect(readFileSync(other, 'utf8')).toBe('of the future')
  })
})
