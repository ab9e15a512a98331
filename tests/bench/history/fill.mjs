// @ts-check
/** Run folders as years of work would leave them: several jobs, parameters, errors, a rare word in ten of them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const RARE = 'quokka'
const JOBS = ['kmeans', 'describe', 'train-model', 'simulate']
const WORDS = 'river stone amber field cloud harbour lantern meadow orchard signal'.split(' ')
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'

/** @param {number} index @param {number} runs */
function record(index, runs) {
  const created = new Date(Date.UTC(2020, 0, 1) + index * 1_500_000).toISOString()
  const job = JOBS[index % JOBS.length] ?? ''
  const tail = [0, 5, 10, 15].map((shift) => DIGITS[(index >> shift) & 31]).join('')
  const id = `${created.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-${job}-${tail}`
  const failed = index % 11 === 0
  const word = WORDS[index % WORDS.length]
  const rare = index % Math.max(1, Math.floor(runs / 10)) === 7 ? ` ${RARE}` : ''
  const file = (/** @type {string} */ name, /** @type {number} */ bytes) => ({
    path: `results/${name}`,
    format: name.split('.')[1],
    bytes,
  })
  return {
    version: 1,
    id,
    job: {
      id: job,
      title: `Job ${job}`,
      file: `/jobs/${job}/${job}.py`,
      function: job,
      sha256: '0'.repeat(64),
    },
    params: {
      table: `/data/${word}/${index}.csv`,
      lr: (index % 1000) / 1000,
      k: index % 17,
      note: `${word}${rare}`,
    },
    inputs: [
      {
        param: 'table',
        path: `/data/${word}/${index}.csv`,
        bytes: 10_000,
        modified: created,
        sha256: '1'.repeat(64),
      },
    ],
    placement: 'app',
    environment: { gilder: '0.1.0', python: '3.11.7', hash: 'abc' },
    state: failed ? 'failed' : 'done',
    progress: null,
    created,
    started: created,
    finished: created,
    seconds: index % 300,
    error: failed
      ? { kind: 'job', type: 'ValueError', message: `The ${word} has no column ${index}.` }
      : null,
    results: failed
      ? []
      : [
          {
            name: 'statistics',
            label: 'Statistics',
            kind: 'table',
            files: [file('statistics.parquet', 9000 + index), file('statistics.csv', 7000 + index)],
            preview: 'results/statistics.json',
          },
        ],
    owner: null,
  }
}

/**
 * @param {string} root the folder of the runs
 * @param {number} runs
 */
export function fillStore(root, runs) {
  mkdirSync(root, { recursive: true })
  for (let index = 0; index < runs; index += 1) {
    const run = record(index, runs)
    const folder = join(root, run.id)
    mkdirSync(folder)
    writeFileSync(join(folder, 'run.json'), `${JSON.stringify(run, null, 1)}\n`)
  }
}
