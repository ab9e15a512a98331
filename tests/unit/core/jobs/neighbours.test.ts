import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AppEvent } from '../../../../app/contract/api'
import type { Run } from '../../../../app/contract/run'
import { EventStream } from '../../../../app/core/jobs/events'
import { Jobs } from '../../../../app/core/jobs/jobs'
import { RunStore } from '../../../../app/core/store/store'
import { temporaryFolder } from '../place'
import { draft } from '../sample-run'
import { EngineDouble } from './engine-double'
import { jobsParts } from './parts'

const BEAT = 20

/** Another Gilder, as far as records and processes go. */
let other: ChildProcess
let theirs: Pick<Run, 'owner'>
let engine: EngineDouble
let store: RunStore
let jobs: Jobs
let events: AppEvent[]
let table: string

beforeEach(() => {
  const folder = temporaryFolder()
  table = join(folder, 'iris.csv')
  writeFileSync(table, 'a\n1\n')
  other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
  theirs = { owner: { pid: other.pid ?? 0, started: 0 } }
  store = new RunStore(join(folder, 'runs'))
  engine = new EngineDouble()
  events = []
  const stream = new EventStream()
  stream.subscribe((event) => {
    if (event.type !== 'queue') events.push(event)
  })
  jobs = new Jobs(jobsParts(engine, store, stream))
})
afterEach(async () => {
  await jobs.close(0)
  other.kill()
})

const told = (): readonly string[] =>
  events.flatMap((event) => (event.type === 'run' ? [event.run.state] : event.type))
const beats = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count * BEAT))

test("another's run is followed from its folder to its end, and out of sight", async () => {
  await jobs.load()
  jobs.watch(BEAT)
  const run = await store.create({ ...draft, ...theirs })
  await expect.poll(told).toEqual(['queued'])
  await store.write({ ...run, state: 'running' })
  await expect.poll(told).toEqual(['queued', 'running'])
  await store.write({ ...run, state: 'done', owner: null })
  await expect.poll(told).toEqual(['queued', 'running', 'done'])
  expect(jobs.runs().map(({ id, state }) => [id, state])).toEqual([[run.id, 'done']])
  await store.remove(run.id)
  await expect.poll(told).toEqual(['queued', 'running', 'done', 'removed'])
  expect(jobs.runs()).toEqual([])
})

test('one that was under way before is followed too, and found interrupted when its process dies', async () => {
  await store.create({ ...draft, ...theirs, state: 'running' })
  await jobs.load()
  jobs.watch(BEAT)
  await beats(3)
  expect(events).toEqual([])
  other.kill('SIGKILL')
  await once(other, 'exit')
  await expect.poll(told).toEqual(['interrupted'])
})

test('nothing is said twice, and nothing of what is no run', async () => {
  await store.create({ ...draft, ...theirs })
  await store.create({ ...draft, state: 'done' })
  mkdirSync(join(store.root, '20200101-000000-mean-aaaa'))
  jobs.watch(BEAT)
  await beats(10)
  expect([...told()].sort()).toEqual(['done', 'queued'])
})

test('our own runs speak for themselves', async () => {
  jobs.watch(1)
  for (let index = 0; index < 5; index += 1) {
    const reply = await jobs.submit('mean', { table })
    if (reply.state === 'refused') throw new Error(JSON.stringify(reply))
    await expect.poll(() => engine.orders.length).toBe(index + 1)
    engine.orders[index]?.end({ state: 'done', results: [] })
    await jobs.finished(reply.run.id)
  }
  await beats(2)
  expect(told()).toEqual(Array.from({ length: 5 }, () => ['queued', 'running', 'done']).flat())
})

test('after the close nobody looks any more', async () => {
  jobs.watch(BEAT)
  await jobs.close(0)
  await store.create({ ...draft, ...theirs })
  await beats(5)
  expect(events).toEqual([])
})

test("another's run is not ours to cancel or remove", async () => {
  const run = await store.create({ ...draft, ...theirs, state: 'running' })
  const refusal = {
    report: {
      kind: 'usage',
      message: expect.stringContaining('This run belongs to another Gilder'),
      hint: expect.stringContaining('Cancel it there'),
    },
  }
  await expect(jobs.cancel(run.id)).rejects.toMatchObject(refusal)
  await expect(jobs.remove(run.id)).rejects.toMatchObject(refusal)
  expect((await store.read(run.id)).state).toBe('running')
})
