/** A Gilder of its own process, with an engine that takes a moment for everything: it is there to be killed. */
import { appendFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { JobSpec } from '../../../app/contract/job'
import type { Outcome, Run, WorkOrder } from '../../../app/contract/run'
import type { Engine } from '../../../app/core/engine/engine'
import { noDesk, standardSettings } from '../../../app/core/jobs/desk'
import { EventStream } from '../../../app/core/jobs/events'
import { Jobs } from '../../../app/core/jobs/jobs'
import { QueueFile } from '../../../app/core/jobs/queue-file'
import { claimStart } from '../../../app/core/store/claim'
import { RunStore } from '../../../app/core/store/store'

const say = (...words: readonly unknown[]): unknown => writeSync(1, `${words.join(' ')}\n`)
const moment = (longest: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * longest))

const spec: JobSpec = {
  id: 'moment',
  title: 'Moment',
  file: '/jobs/moment.py',
  function: 'moment',
  sha256: '0'.repeat(64),
  summary: '',
  doc: '',
  tags: [],
  params: { type: 'object', properties: {}, required: [] },
  samples: [],
}

const engine: Engine = {
  describe: async () => ({ jobs: [], error: null }),
  validate: async (_job, params) => ({ params, problems: [] }),
  async run({ folder }: WorkOrder): Promise<Outcome> {
    appendFileSync(join(folder, 'starts.txt'), `${process.pid}\n`)
    await moment(30)
    return { state: 'done', results: [] }
  },
  cancel: () => {},
  columns: async () => [],
  warm: () => {},
  close: () => {},
}

function open(data: string): Jobs {
  const settings = { ...standardSettings(2), slots: { app: 4, isolated: 1, cluster: 1 } }
  return new Jobs({
    engine,
    store: new RunStore(join(data, 'runs')),
    events: new EventStream(),
    find: async () => spec,
    recall: async () => spec,
    permitCheckpoint: async () => {},
    resume: async () => ({ state: 'refused', problems: [], error: null }),
    place: async () => 'app',
    environment: async () => ({ gilder: '0', python: '3', hash: '' }),
    settings,
    file: new QueueFile(join(data, 'queue.json'), settings),
    desk: noDesk,
    cores: 2,
    memory: () => 2 ** 40,
    stuck: () => 0,
    again: () => {},
  })
}

async function submit(jobs: Jobs): Promise<Run> {
  const reply = await jobs.submit('moment', {})
  if (reply.state === 'refused') throw new Error(JSON.stringify(reply))
  say('accepted', reply.run.id)
  void jobs.finished(reply.run.id).then(({ id, state }) => say(state, id))
  return reply.run
}

/** Submits without end, a little faster than it can run them. */
async function work(data: string): Promise<void> {
  const jobs = open(data)
  await jobs.open()
  say('open', JSON.stringify(jobs.queue()))
  await jobs.resumeQueue()
  for (;;) {
    await submit(jobs)
    await moment(3)
  }
}

/** Runs what is there, and ends in order. */
async function drain(data: string): Promise<void> {
  const jobs = open(data)
  await jobs.open()
  await jobs.resumeQueue()
  while (jobs.queue().waiting + jobs.queue().running > 0) await moment(20)
  await jobs.close(1000)
  process.exit(0)
}

/** Claims every folder as soon as the moment has come that all of them wait for. */
async function claim(at: string, folders: readonly string[]): Promise<void> {
  while (Date.now() < Number(at));
  let won = 0
  for (const folder of folders) if (await claimStart(folder)) won += 1
  say('won', won)
}

const [what, first = '', ...rest] = process.argv.slice(2)
if (what === 'work') void work(first)
if (what === 'drain') void drain(first)
if (what === 'claim') void claim(first, rest)
