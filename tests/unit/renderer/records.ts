/** Records for tests, complete but short. */
import type { AppEvent, Snapshot } from '../../../app/contract/api'
import type { JobSpec } from '../../../app/contract/job'
import type { QueueState } from '../../../app/contract/queue'
import { type LogLine, Plan, type Run, type RunState } from '../../../app/contract/run'

export const job: JobSpec = {
  id: 'kmeans',
  title: 'K-means clustering',
  file: '/jobs/kmeans.py',
  function: 'kmeans',
  sha256: 'f0',
  summary: 'Groups of similar rows.',
  doc: '',
  tags: ['clustering'],
  params: { type: 'object', properties: {}, required: [] },
  samples: [],
}

const plan = Plan.parse({})

export function run(id: string, state: RunState = 'done', more: Partial<Run> = {}): Run {
  return {
    version: 1,
    id,
    job: { id: job.id, title: job.title, file: job.file, function: job.function, sha256: job.sha256 },
    params: {},
    secrets: [],
    seed: null,
    inputs: [],
    placement: 'app',
    plan,
    repeats: null,
    sweep: null,
    points: null,
    imported: null,
    pinned: false,
    environment: { gilder: '0.1.0', python: '3.11.7', hash: 'e0' },
    state,
    progress: null,
    created: '2025-03-04T10:00:00.000Z',
    waits: null,
    started: null,
    finished: null,
    seconds: null,
    error: null,
    results: [],
    stopping: null,
    checkpoint: null,
    continues: false,
    metrics: [],
    code: [],
    peak: null,
    owner: null,
    worker: null,
    ...more,
  }
}

export const queue: QueueState = {
  paused: false,
  settings: {
    slots: { app: 2, isolated: 2, cluster: 32 },
    memory: 0,
    keepAwake: true,
    whenDone: { do: 'nothing' },
  },
  running: 0,
  waiting: 0,
  held: 0,
  stalled: null,
  recovered: null,
}

export function snapshot(more: Partial<Snapshot> = {}): Snapshot {
  return {
    seq: 10,
    version: '0.1.0',
    platform: 'linux',
    dataFolder: '/data',
    runtime: { state: 'ok', folder: '/env', message: '', hint: '', python: '3.11.7', packages: {} },
    ready: true,
    jobs: [job],
    problems: [],
    own: [],
    opened: null,
    runs: [],
    queue,
    ...more,
  }
}

export const line = (at: number, text = `line ${at}`): LogLine => ({ at, level: 'info', text })

export const logged = (seq: number, id: string, ...lines: LogLine[]): AppEvent => ({
  seq,
  type: 'log',
  run: id,
  lines,
})

export const progressed = (seq: number, id: string, fraction: number): AppEvent => ({
  seq,
  type: 'progress',
  run: id,
  progress: { fraction, message: `at ${fraction}` },
})
