import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { AppEvent } from '../../../../app/contract/api'
import type { Artifact } from '../../../../app/contract/result'
import type { Run } from '../../../../app/contract/run'
import { EventStream } from '../../../../app/core/jobs/events'
import { Jobs } from '../../../../app/core/jobs/jobs'
import { RunStore } from '../../../../app/core/store/store'
import { temporaryFolder } from '../place'
import { draft } from '../sample-run'
import { EngineDouble, type Order } from './engine-double'
import { jobsParts } from './parts'

let engine: EngineDouble
let store: RunStore
let jobs: Jobs
let events: AppEvent[]
let table: string

beforeEach(() => {
  const folder = temporaryFolder()
  table = join(folder, 'iris.csv')
  writeFileSync(table, 'a\n1\n')
  engine = new EngineDouble()
  store = new RunStore(join(folder, 'runs'))
  open()
})

function open(): void {
  const stream = new EventStream()
  events = []
  // What is said of the queue as a whole has tests of its own.
  stream.subscribe((event) => {
    if (event.type !== 'queue') events.push(event)
  })
  jobs = new Jobs(jobsParts(engine, store, stream))
}

async function submit(): Promise<Run> {
  const reply = await jobs.submit('mean', { table })
  if (reply.state === 'refused') throw new Error(JSON.stringify(reply))
  return reply.run
}

async function until<T>(look: () => T | undefined): Promise<T> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const found = look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('It never came.')
}

const orderOf = (run: Run): Promise<Order> =>
  until(() => engine.orders.find(({ order }) => order.run === run.id))
const states = (run: Run): readonly string[] =>
  events.flatMap((event) => (event.type === 'run' && event.run.id === run.id ? [event.run.state] : []))

function leave(run: Run, bytes = 4): Artifact {
  const results = join(store.folder(run.id), 'results')
  mkdirSync(results)
  writeFileSync(join(results, 'x.csv'), 'a\n1\n')
  writeFileSync(join(results, 'x.preview.json'), '{}')
  const files = [{ path: 'results/x.csv', format: 'csv', bytes }]
  return { name: 'x', label: 'X', kind: 'table', files, preview: 'results/x.preview.json' }
}

describe('the way of a run', () => {
  test('from the submission to the result', async () => {
    const run = await submit()
    expect(run).toMatchObject({ state: 'queued', params: { table }, environment: draft.environment })
    const { order, end } = await orderOf(run)
    expect(order).toMatchObject({
      run: run.id,
      folder: store.folder(run.id),
      job: run.job,
      params: run.params,
    })
    // Python hears of it only now, and the record says so already.
    expect(await store.read(run.id)).toMatchObject({ state: 'running', owner: { pid: process.pid } })

    const artifact = leave(run)
    end({ state: 'done', results: [artifact] })
    const last = await jobs.finished(run.id)
    expect(last).toMatchObject({ state: 'done', results: [artifact], owner: null, error: null })
    expect(last.seconds).toBeGreaterThan(0)
    expect(await store.read(run.id)).toEqual(last)
    expect(states(run)).toEqual(['queued', 'running', 'done'])
  })

  test('progress and log reach the stream, the log its file, and both end before the run does', async () => {
    const run = await submit()
    const { send, end } = await orderOf(run)
    send({ type: 'progress', progress: { fraction: 0.5, message: 'half' } })
    send({ type: 'progress', progress: { fraction: 0.9, message: 'nearly' } })
    send({
      type: 'log',
      lines: [{ at: 0.1, level: 'stdout', text: 'one\ntwo\n' }],
      leftOut: { lines: 0, bytes: 0 },
    })
    end({ state: 'done', results: [] })
    const last = await jobs.finished(run.id)
    expect(last.progress).toEqual({ fraction: 0.9, message: 'nearly' })
    expect(events.at(-1)).toMatchObject({ type: 'run', run: { state: 'done' } })
    expect(events.filter((event) => event.type === 'progress').at(-1)).toMatchObject({
      progress: { fraction: 0.9 },
    })
    expect((await jobs.log(run.id)).map((line) => line.text)).toEqual(['one', 'two'])
    expect(readFileSync(join(store.folder(run.id), 'log.txt'), 'utf8')).toBe(
      '0.100 stdout one\n0.100 stdout two\n',
    )
  })

  test('every event has the next number', async () => {
    await Promise.all(
      (await Promise.all([submit(), submit()])).map(async (run) =>
        (await orderOf(run)).end({ state: 'cancelled' }),
      ),
    )
    await until(() => (events.length >= 6 ? true : undefined))
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
  })

  test('two run at once, the third waits for its turn', async () => {
    const [a, b, c] = [await submit(), await submit(), await submit()]
    const { end } = await orderOf(b)
    await orderOf(a)
    expect(engine.orders).toHaveLength(2)
    expect((await store.read(c.id)).state).toBe('queued')
    end({ state: 'cancelled' })
    await orderOf(c)
    expect((await store.read(c.id)).state).toBe('running')
  })
})

describe('ends that are not good', () => {
  test('the job failed', async () => {
    const run = await submit()
    const error = { kind: 'job', message: 'boom', type: 'ValueError' } as const
    ;(await orderOf(run)).end({ state: 'failed', error })
    expect(await jobs.finished(run.id)).toMatchObject({ state: 'failed', error, results: [] })
  })

  test('the engine broke', async () => {
    const run = await submit()
    ;(await orderOf(run)).break(new Error('the addon went away'))
    expect(await jobs.finished(run.id)).toMatchObject({ state: 'failed', error: { kind: 'internal' } })
  })

  test('a result of another size is no result', async () => {
    const run = await submit()
    ;(await orderOf(run)).end({ state: 'done', results: [leave(run, 5)] })
    expect(await jobs.finished(run.id)).toMatchObject({
      state: 'failed',
      error: { kind: 'result' },
      results: [],
    })
  })

  test('a folder that vanishes while it runs ends the run in words', async () => {
    const run = await submit()
    const { end } = await orderOf(run)
    rmSync(store.folder(run.id), { recursive: true })
    end({ state: 'done', results: [] })
    expect(await jobs.finished(run.id).catch(() => null)).toMatchObject({
      state: 'failed',
      error: { kind: 'output' },
    })
  })

  test('no durable record, no start', async () => {
    const [a, b, c] = [await submit(), await submit(), await submit()]
    rmSync(store.folder(c.id), { recursive: true })
    const over = jobs.finished(c.id)
    for (const run of [a, b]) (await orderOf(run)).end({ state: 'cancelled' })
    expect(await over).toMatchObject({ state: 'failed', error: { kind: 'output' } })
    expect(engine.orders).toHaveLength(2)
  })
})

describe('cancel', () => {
  test('a running one', async () => {
    const run = await submit()
    await orderOf(run)
    await jobs.cancel(run.id)
    expect(await jobs.finished(run.id)).toMatchObject({ state: 'cancelled', error: null, owner: null })
    expect(await store.read(run.id)).toMatchObject({ state: 'cancelled' })
  })

  test('a waiting one never starts', async () => {
    const [a, b, c] = [await submit(), await submit(), await submit()]
    await jobs.cancel(c.id)
    expect(await jobs.finished(c.id)).toMatchObject({ state: 'cancelled', started: null, seconds: null })
    for (const run of [a, b]) (await orderOf(run)).end({ state: 'cancelled' })
    await Promise.all([a, b].map((run) => jobs.finished(run.id)))
    expect(engine.orders).toHaveLength(2)
  })

  test('before the engine was asked', async () => {
    const run = await submit()
    await jobs.cancel(run.id)
    expect(await jobs.finished(run.id)).toMatchObject({ state: 'cancelled' })
  })

  test('one that got done all the same is done', async () => {
    engine.obedient = false
    const run = await submit()
    const { end } = await orderOf(run)
    await jobs.cancel(run.id)
    end({ state: 'done', results: [leave(run)] })
    expect(await jobs.finished(run.id)).toMatchObject({ state: 'done' })
  })

  test('one that has ended, and one that never was', async () => {
    const run = await submit()
    ;(await orderOf(run)).end({ state: 'done', results: [] })
    await jobs.finished(run.id)
    await jobs.cancel(run.id)
    expect((await store.read(run.id)).state).toBe('done')
    await expect(jobs.cancel('20200101-000000-mean-aaaa')).rejects.toThrow()
    await expect(jobs.cancel('../../etc')).rejects.toThrow('There is no run')
  })
})

test('active runs are those that run or wait here', async () => {
  expect(jobs.active()).toBe(0)
  const [a] = [await submit(), await submit(), await submit()]
  expect(jobs.active()).toBe(3)
  await jobs.cancel(a.id)
  await jobs.finished(a.id)
  expect(jobs.active()).toBe(2)
  await jobs.close(1000)
  expect(jobs.active()).toBe(0)
})

describe('a refused submission', () => {
  test.each([
    ['unknown job', 'meen', {}, { error: { kind: 'usage' } }],
    ['misspelt parameter', 'mean', { tabel: 'x' }, { error: null, problems: [{ field: 'tabel' }] }],
    ['missing file', 'mean', { table: '/nowhere/x.csv' }, { error: { kind: 'input' } }],
  ])('%s leaves nothing on disk and no event', async (_name, job, params, expected) => {
    expect(await jobs.submit(job, params)).toMatchObject({ state: 'refused', ...expected })
    expect(() => readdirSync(store.root)).toThrow('ENOENT')
    expect(events).toEqual([])
  })
})

describe('close', () => {
  test('waits for those that listen, and calls all of them interrupted', async () => {
    const [a, b, c] = [await submit(), await submit(), await submit()]
    await Promise.all([a, b].map(orderOf))
    await jobs.close(2000)
    for (const run of [a, b, c]) expect((await store.read(run.id)).state).toBe('interrupted')
    expect(engine.cancelled.sort()).toEqual([a.id, b.id].sort())
  })

  test('does not wait for ever, and a late end changes nothing', async () => {
    engine.obedient = false
    const run = await submit()
    const { end } = await orderOf(run)
    const before = performance.now()
    await jobs.close(100)
    expect(performance.now() - before).toBeLessThan(1500)
    end({ state: 'done', results: [] })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await store.read(run.id)).toMatchObject({ state: 'interrupted', owner: null })
    expect(states(run)).toEqual(['queued', 'running', 'interrupted'])
  })

  test('waits for an end that is on its way to disk', async () => {
    const run = await submit()
    const { end } = await orderOf(run)
    const { write } = store
    let release = (): void => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    let writing = false
    store.write = async (last) => {
      writing = true
      await held
      await write.call(store, last)
    }
    end({ state: 'done', results: [] })
    await until(() => (writing ? true : undefined))
    let closed = false
    const closing = jobs.close(0).then(() => (closed = true))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(closed).toBe(false)
    release()
    await closing
    expect(await store.read(run.id)).toMatchObject({ state: 'done', owner: null })
  })

  test('while a start is on its way to disk ends after it', async () => {
    const { write } = store
    const written: string[] = []
    store.write = async (run) => {
      // The first one to come is the last one to get there, unless somebody waits for it.
      await new Promise((resolve) => setTimeout(resolve, run.state === 'running' ? 100 : 0))
      await write.call(store, run)
      written.push(run.state)
    }
    const run = await submit()
    await jobs.close(0)
    expect(written).toEqual(['running', 'interrupted'])
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(await store.read(run.id)).toMatchObject({ state: 'interrupted', owner: null })
    expect(engine.orders).toEqual([])
  })

  test('with nothing open is quick', async () => {
    const before = performance.now()
    await jobs.close(2000)
    expect(performance.now() - before).toBeLessThan(100)
  })
})

describe('history', () => {
  test('survives a restart, newest first', async () => {
    const first = await submit()
    ;(await orderOf(first)).end({ state: 'done', results: [] })
    await jobs.finished(first.id)
    open()
    expect(await jobs.load()).toEqual([])
    const second = await submit()
    expect(jobs.runs().map((run) => run.id)).toEqual([second.id, first.id])
    expect(await jobs.log(first.id)).toEqual([])
  })

  test('a folder that cannot be read is a problem, not a failure', async () => {
    mkdirSync(join(store.root, '20200101-000000-mean-aaaa'), { recursive: true })
    expect(await jobs.load()).toHaveLength(1)
    expect(jobs.runs()).toEqual([])
  })

  test('a run can be removed when it has ended, not before', async () => {
    const run = await submit()
    const { end } = await orderOf(run)
    await expect(jobs.remove(run.id)).rejects.toThrow('has not ended')
    end({ state: 'done', results: [] })
    await jobs.finished(run.id)
    await jobs.remove(run.id)
    expect(jobs.runs()).toEqual([])
    expect(readdirSync(store.root)).toEqual([])
    expect(events.at(-1)).toMatchObject({ type: 'removed', run: run.id })
  })

  test('a damaged run can be removed', async () => {
    const id = '20200101-000000-mean-aaaa'
    mkdirSync(join(store.root, id), { recursive: true })
    await jobs.remove(id)
    expect(readdirSync(store.root)).toEqual([])
  })
})
