import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { AppEvent } from '../../../../app/contract/api'
import type { QueueSettings } from '../../../../app/contract/queue'
import type { Run } from '../../../../app/contract/run'
import { type Desk, standardSettings } from '../../../../app/core/jobs/desk'
import { EventStream } from '../../../../app/core/jobs/events'
import { Jobs, type JobsParts, type Wishes } from '../../../../app/core/jobs/jobs'
import { QueueFile } from '../../../../app/core/jobs/queue-file'
import { claimStart } from '../../../../app/core/store/claim'
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
let folder: string
let asked: string[]
let memory: number

const desk: Desk = {
  awake: (on) => asked.push(on ? 'awake' : 'asleep'),
  notify: (message, detail) => asked.push(`${message} ${detail}`),
  quit: () => asked.push('quit'),
}

beforeEach(() => {
  folder = temporaryFolder()
  table = join(folder, 'iris.csv')
  writeFileSync(table, 'a\n1\n')
  engine = new EngineDouble()
  store = new RunStore(join(folder, 'runs'))
  asked = []
  memory = 2 ** 40
  open()
})

function open(more: Partial<JobsParts> = {}): void {
  const stream = new EventStream()
  events = []
  stream.subscribe((event) => events.push(event))
  jobs = new Jobs(jobsParts(engine, store, stream, { desk, memory: () => memory, ...more }))
}

async function submit(plan: Wishes['plan'] = {}): Promise<Run> {
  const reply = await jobs.submit('mean', { table }, { plan })
  if (reply.state === 'refused') throw new Error(JSON.stringify(reply))
  return reply.run
}

async function orderOf(run: Run): Promise<Order> {
  const find = (): Order | undefined => engine.orders.find(({ order }) => order.run === run.id)
  await expect.poll(find, { interval: 5 }).toBeDefined()
  return find() as Order
}

async function finish(run: Run): Promise<Run> {
  ;(await orderOf(run)).end({ state: 'done', results: [] })
  return jobs.finished(run.id)
}

const configure = (more: Partial<QueueSettings>): Promise<void> =>
  jobs.configureQueue({ ...jobs.queue().settings, ...more })

describe('a time limit', () => {
  test('stops the job, says which limit it was, and keeps what is whole', async () => {
    const run = await submit({ timeout: 0.05 })
    const { send } = await orderOf(run)
    send({ type: 'stopping', stage: 'asked' })
    const last = await jobs.finished(run.id)
    expect(last).toMatchObject({ state: 'failed', stopping: 'asked', error: { kind: 'timeout' } })
    expect(last.error?.message).toContain('0.05 seconds')
    expect(engine.cancelled).toEqual([run.id])
    expect(await store.read(run.id)).toEqual(last)
  })

  test('is what it ended by, also when the job breaks on its way out', async () => {
    engine.obedient = false
    const run = await submit({ timeout: 0.01 })
    const { end } = await orderOf(run)
    await expect.poll(() => engine.cancelled).toEqual([run.id])
    end({ state: 'failed', error: { kind: 'job', message: 'KeyboardInterrupt' } })
    expect(await jobs.finished(run.id)).toMatchObject({ state: 'failed', error: { kind: 'timeout' } })
  })

  test('of more days than a timer can count does not stop it at once', async () => {
    const run = await submit({ timeout: 1e9 })
    await orderOf(run)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(engine.cancelled).toEqual([])
    expect((await finish(run)).state).toBe('done')
  })
})

describe('what a run says of itself', () => {
  test('its process and its memory are on record, the process only while it lives', async () => {
    const run = await submit()
    const { send } = await orderOf(run)
    const worker = { pid: 123, started: 456 }
    send({ type: 'worker', worker })
    send({ type: 'memory', bytes: 5000 })
    send({ type: 'memory', bytes: 3000 })
    await expect.poll(async () => (await store.read(run.id)).worker).toEqual(worker)
    expect(await finish(run)).toMatchObject({ worker: null, peak: 5000 })
  })

  test('cores are divided among those that go at once', async () => {
    await jobs.pauseQueue()
    const runs = [await submit(), await submit(), await submit()]
    await jobs.resumeQueue()
    for (const run of runs) {
      expect((await orderOf(run)).order.threads).toBe(2)
      await finish(run)
    }
    const alone = await submit()
    expect((await orderOf(alone)).order.threads).toBe(4)
  })
})

describe('memory', () => {
  test('short of it, one runs, the others wait and say why', async () => {
    memory = 1000
    const [first, second] = [await submit(), await submit()]
    await orderOf(first)
    expect(jobs.queue().stalled).toMatch(/^Waits for memory: .* MB .*\.$/)
    expect(engine.orders).toHaveLength(1)
    await finish(first)
    await orderOf(second)
    expect(jobs.queue().stalled).toBeNull()
  })

  test('when there is some again, it goes on by itself', async () => {
    memory = 1000
    const [first, second] = [await submit(), await submit()]
    await orderOf(first)
    memory = 2 ** 40
    await expect
      .poll(() => engine.orders.map(({ order }) => order.run), { timeout: 8000 })
      .toContain(second.id)
  })
})

describe('one that follows another', () => {
  test('of another Gilder waits for its end', async () => {
    const theirs = await store.create({
      ...draft,
      owner: { pid: process.ppid, started: 0 },
      state: 'running',
    })
    const run = await submit({ after: theirs.id })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(engine.orders).toEqual([])
    await store.write({ ...theirs, state: 'done', owner: null })
    await expect.poll(() => engine.orders.length, { timeout: 8000 }).toBe(1)
    await finish(run)
  })

  test('that fails is held and says why; released, it goes', async () => {
    const first = await submit()
    const second = await submit({ after: first.id })
    ;(await orderOf(first)).end({ state: 'failed', error: { kind: 'job', message: 'boom' } })
    const record = (): Promise<Run> => store.read(second.id)
    await expect.poll(async () => (await record()).plan.held).toBe(true)
    expect((await record()).waits).toBe(
      'Held, because the run it was to follow, Mean, is failed instead of done.',
    )
    await jobs.release(second.id)
    expect(await finish(second)).toMatchObject({ state: 'done', waits: null })
  })

  test('that never was is refused', async () => {
    const reply = await jobs.submit('mean', { table }, { plan: { after: '20200101-000000-mean-aaaa' } })
    expect(reply).toMatchObject({
      state: 'refused',
      error: { message: expect.stringContaining('cannot be read') },
    })
  })
})

describe('the end of the queue', () => {
  test('keeps the machine awake until then, and tells once', async () => {
    await configure({ whenDone: { do: 'notify' } })
    const [first, second] = [await submit(), await submit(), await submit({ held: true })]
    await finish(first)
    ;(await orderOf(second)).end({ state: 'failed', error: { kind: 'job', message: 'boom' } })
    await jobs.finished(second.id)
    await expect.poll(() => asked).toEqual(['awake', 'asleep', 'All runs have ended. 1 done, 1 not.'])
  })

  test('quits once, and the next time not', async () => {
    await configure({ whenDone: { do: 'quit' }, keepAwake: false })
    await finish(await submit())
    await expect.poll(() => asked).toEqual(['quit'])
    expect(jobs.queue().settings.whenDone).toEqual({ do: 'nothing' })
  })

  test('runs a command that knows how it went', async () => {
    const said = join(folder, 'said')
    await configure({
      whenDone: {
        do: 'command',
        command: `echo $GILDER_DONE/$GILDER_NOT_DONE > '${said.replaceAll("'", "'\\''")}'`,
      },
    })
    await finish(await submit())
    await expect.poll(() => existsSync(said) && readFileSync(said, 'utf8')).toBe('1/0\n')
  })

  test('a command that fails is said', async () => {
    await configure({ whenDone: { do: 'command', command: 'exit 3' }, keepAwake: false })
    await finish(await submit())
    await expect.poll(() => asked.join()).toContain('exit code 3')
  })

  test('is not while somebody waits in a paused queue', async () => {
    await configure({ whenDone: { do: 'notify' }, keepAwake: false })
    const first = await submit()
    await orderOf(first)
    await jobs.pauseQueue()
    await submit()
    await finish(first)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(asked).toEqual([])
  })
})

describe('a second start', () => {
  test('of what a dead Gilder had begun is none: it is interrupted', async () => {
    await jobs.pauseQueue()
    const run = await submit()
    await claimStart(store.folder(run.id))
    // The claim is of a process that is gone.
    writeFileSync(join(store.folder(run.id), 'claim.json'), '{"pid":4194305,"started":1}\n')
    await jobs.resumeQueue()
    expect(await jobs.finished(run.id)).toMatchObject({ state: 'interrupted', started: null })
    expect(engine.orders).toEqual([])
  })

  test('of what a living one runs is none: its record is left alone', async () => {
    await jobs.pauseQueue()
    const run = await submit()
    writeFileSync(join(store.folder(run.id), 'claim.json'), `{"pid":${process.ppid},"started":0}\n`)
    await store.write({ ...run, state: 'running', owner: { pid: process.ppid, started: 0 } })
    await jobs.resumeQueue()
    expect(await jobs.finished(run.id)).toMatchObject({ state: 'running', owner: { pid: process.ppid } })
    expect(await store.read(run.id)).toMatchObject({ state: 'running' })
    expect(engine.orders).toEqual([])
    expect(jobs.queue()).toMatchObject({ running: 0, waiting: 0 })
  })
})

describe('again', () => {
  test('with the same parameters, with others, and all that failed', async () => {
    const run = await submit({ timeout: 60, priority: 2 })
    ;(await orderOf(run)).end({ state: 'failed', error: { kind: 'job', message: 'boom' } })
    await jobs.finished(run.id)
    const reply = await jobs.retry(run.id)
    expect(reply).toMatchObject({
      state: 'accepted',
      run: { repeats: run.id, plan: { timeout: 60, priority: 2 } },
    })
    expect(await jobs.rerun(run.id, { table, digits: 5 })).toMatchObject({
      run: { repeats: run.id, params: { digits: 5 } },
    })
    expect(await jobs.retryFailed()).toBe(0)
    await expect.poll(() => engine.orders.length).toBe(3)
    for (const { order, end } of engine.orders) {
      if (order.run !== run.id) end({ state: 'failed', error: { kind: 'job', message: 'again' } })
    }
    await expect.poll(() => jobs.active()).toBe(0)
    expect(await jobs.retryFailed()).toBe(2)
    expect(await jobs.retryFailed()).toBe(0)
  })

  test('says first that what had failed too often may be tried', async () => {
    open({ again: () => asked.push('again') })
    const run = await submit()
    ;(await orderOf(run)).end({ state: 'failed', error: { kind: 'runtime', message: 'no start' } })
    await jobs.finished(run.id)
    const told = (): number => asked.filter((each) => each === 'again').length
    expect(told()).toBe(0)
    await jobs.retry(run.id)
    expect(told()).toBe(1)
  })

  test('a run that goes on cannot be repeated', async () => {
    const run = await submit()
    expect(await jobs.retry(run.id)).toMatchObject({ state: 'refused', error: { kind: 'usage' } })
  })
})

describe('a kept queue', () => {
  const kept = (): Promise<void> => {
    open({ file: new QueueFile(join(folder, 'queue.json'), standardSettings(4)) })
    return jobs.open()
  }

  test('starts nothing before it is open', async () => {
    open({ file: new QueueFile(join(folder, 'queue.json'), standardSettings(4)) })
    const run = await submit()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(engine.orders).toEqual([])
    await jobs.open()
    expect((await finish(run)).state).toBe('done')
  })

  test('says what it cost after a crash, and that it is paused, until it goes on', async () => {
    await kept()
    const [first, , third] = [await submit(), await submit(), await submit()]
    await orderOf(first)
    for (const { id } of jobs.runs()) {
      const run = await store.read(id)
      await store.write({ ...run, owner: { pid: 2 ** 22 + 1, started: 1 } })
    }
    engine = new EngineDouble()
    await kept()
    expect(jobs.queue()).toMatchObject({
      paused: true,
      waiting: 1,
      recovered: { interrupted: 2, waiting: 1 },
    })
    expect(await store.read(third.id)).toMatchObject({ state: 'queued' })
    await expect.poll(() => events.some((event) => event.type === 'queue')).toBe(true)
    expect(await jobs.retryFailed()).toBe(2)
    await jobs.resumeQueue()
    expect(jobs.queue()).toMatchObject({ paused: false, recovered: null })
    await finish(third)
    await expect.poll(() => engine.orders.length).toBe(3)
  })
})
