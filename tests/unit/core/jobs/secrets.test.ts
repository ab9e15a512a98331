import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { JobSpec } from '../../../../app/contract/job'
import type { Run } from '../../../../app/contract/run'
import { EventStream } from '../../../../app/core/jobs/events'
import { Jobs } from '../../../../app/core/jobs/jobs'
import { LiveRun } from '../../../../app/core/jobs/live-run'
import { Secrets } from '../../../../app/core/jobs/secrets'
import { RunStore } from '../../../../app/core/store/store'
import { temporaryFolder } from '../place'
import { spec } from '../sample-run'
import { EngineDouble, type Order } from './engine-double'
import { jobsParts } from './parts'

const guarded: JobSpec = {
  ...spec,
  params: {
    type: 'object',
    properties: {
      user: { type: 'string' },
      password: { type: 'string', 'x-gilder': { widget: 'secret' } },
      seed: { type: 'integer', 'x-gilder': { widget: 'seed' } },
    },
    required: ['user', 'password'],
  },
}
const given = { user: 'ada', password: 'hunter2' }

let folder: string
let engine: EngineDouble
let store: RunStore
let told: unknown[]
let jobs: Jobs

beforeEach(() => {
  folder = temporaryFolder()
  engine = new EngineDouble()
  store = new RunStore(join(folder, 'runs'))
  told = []
  jobs = open()
})

function open(): Jobs {
  const events = new EventStream()
  events.subscribe((event) => told.push(event))
  return new Jobs(jobsParts(engine, store, events, { recall: async () => guarded }))
}

async function submit(params: Readonly<Record<string, unknown>> = given): Promise<Run> {
  const reply = await jobs.submit(guarded, params)
  if (reply.state === 'refused') throw new Error(JSON.stringify(reply))
  return reply.run
}

async function orderOf(run: Run): Promise<Order> {
  for (;;) {
    const found = engine.orders.find(({ order }) => order.run === run.id)
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function ended(run: Run): Promise<Run> {
  ;(await orderOf(run)).end({ state: 'done', results: [] })
  return jobs.finished(run.id)
}

const written = (place: string): string =>
  readdirSync(place)
    .map((name) => join(place, name))
    .map((path) => (statSync(path).isDirectory() ? written(path) : readFileSync(path, 'utf8')))
    .join('\n')

describe('a secret', () => {
  test('reaches Python, and neither the disk nor who listens', async () => {
    const run = await submit()
    expect((await orderOf(run)).order.params).toEqual(given)
    const last = await ended(run)
    expect(last).toMatchObject({ params: { user: 'ada' }, secrets: ['password'] })
    expect(written(folder)).toContain('ada')
    expect(written(folder)).not.toContain('hunter2')
    expect(JSON.stringify(told)).not.toContain('hunter2')
  })

  test('is asked for again by a repeat', async () => {
    const run = await ended(await submit())
    expect(await jobs.retry(run.id)).toEqual({
      state: 'refused',
      problems: [
        {
          field: 'password',
          message: '"password" is a secret, which is kept with no run. Give it again (--param password=…).',
        },
      ],
      error: null,
    })
    const again = await jobs.rerun(run.id, { ...run.params, password: 'new' })
    if (again.state === 'refused') throw new Error(JSON.stringify(again))
    expect((await orderOf(again.run)).order.params).toEqual({ user: 'ada', password: 'new' })
  })

  test('that went with another Gilder fails the run that needs it', async () => {
    await jobs.pauseQueue()
    const run = await submit()
    const live = await store.read(run.id)
    const parts = { engine, store, events: new EventStream(), secrets: new Secrets() }
    const left = new LiveRun(parts, live)
    await left.begin(1)
    expect(await left.finished).toMatchObject({
      state: 'failed',
      error: { field: 'password', message: expect.stringContaining('is gone') },
    })
    expect(engine.orders).toEqual([])
  })
})

describe('the seed', () => {
  test('is on record, new for each run, and the same for a repeat', async () => {
    const [one, two] = [await ended(await submit()), await ended(await submit())]
    expect(one.seed).not.toBe(two.seed)
    expect((await orderOf(one)).order.seed).toBe(one.seed)
    const again = await jobs.rerun(one.id, { ...one.params, password: 'x' })
    if (again.state === 'refused') throw new Error(JSON.stringify(again))
    expect(again.run.seed).toBe(one.seed)
  })

  test('is the parameter that is marked so, where there is one', async () => {
    expect((await submit({ ...given, seed: 42 })).seed).toBe(42)
  })
})
