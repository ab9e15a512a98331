/** Records and descriptions as tests need them. */
import type { JobSpec } from '../../../app/contract/job'
import { Plan, type Run, type WorkOrder } from '../../../app/contract/run'

export const spec: JobSpec = {
  id: 'mean',
  title: 'Mean',
  file: '/jobs/mean/mean.py',
  function: 'mean',
  sha256: '0'.repeat(64),
  summary: 'The mean of a column.',
  doc: '',
  tags: [],
  params: {
    type: 'object',
    properties: {
      table: { type: 'string', 'x-gilder': { widget: 'table', accept: ['.csv'] } },
      folder: { type: 'string', 'x-gilder': { widget: 'folder' } },
      digits: { type: 'integer', default: 3 },
    },
    required: ['table'],
  },
  samples: [],
}

const { id, title, file, function: name, sha256 } = spec

export const plan = Plan.parse({})

export const draft: Omit<Run, 'id'> = {
  version: 1,
  job: { id, title, file, function: name, sha256 },
  params: { table: '/data/iris.csv', digits: 3 },
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
  environment: { gilder: '0.1.0', python: '3.11.7', hash: 'abc' },
  state: 'queued',
  progress: null,
  created: '2026-11-23T13:45:50.123Z',
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
}

export const order: WorkOrder = {
  run: 'x',
  folder: '/x',
  job: draft.job,
  params: {},
  placement: 'app',
  cluster: null,
  memory: null,
  threads: 1,
}
