import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { EngineEvent, Run } from '../../../../app/contract/run'
import { SweepRequest } from '../../../../app/contract/sweep'
import { addPoint, readPoints } from '../../../../app/core/sweep/record'
import { type Runs, Sweep } from '../../../../app/core/sweep/sweep'
import { draft } from '../sample-run'

let folder: string
let events: EngineEvent[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gilder sweep '))
  mkdirSync(join(folder, 'results'))
  events = []
})

/** Runs that end when they are told to; the loss of a point is ten times its k. */
class RunsDouble implements Runs {
  readonly started: number[] = []
  readonly cancelled: string[] = []
  readonly ends = new Map<string, (run: Run) => void>()
  private readonly ended = new Map<string, Promise<Run>>()

  start = async (point: Readonly<Record<string, unknown>>, index: number): Promise<Run> => {
    if (point.k === 'bad') throw new Error('k is no number')
    const id = `run-${index}`
    this.started.push(index)
    this.ended.set(
      id,
      new Promise((resolve) => {
        this.ends.set(id, resolve)
      }),
    )
    return { ...draft, id, state: 'queued' }
  }

  finished = (id: string): Promise<Run> => this.ended.get(id) ?? Promise.resolve(this.done(id))

  cancel = async (id: string): Promise<void> => {
    this.cancelled.push(id)
    this.ends.get(id)?.({ ...draft, id, state: 'cancelled' })
  }

  folder = (): string => folder

  done(id: string): Run {
    const preview = `results/${id}.json`
    const value = 10 * Number(id.slice('run-'.length))
    writeFileSync(join(folder, preview), JSON.stringify({ kind: 'value', value }))
    const results = [{ name: 'loss', label: 'Loss', kind: 'value' as const, files: [], preview }]
    return { ...draft, id, state: 'done', seconds: 1, results }
  }
}

const order = (values: readonly unknown[], parallel = 2) => ({
  folder,
  record: {
    version: 1 as const,
    request: SweepRequest.parse({ axes: ['k=1'] }),
    names: ['k'],
    points: values.map((k) => ({ k })),
  },
  parallel,
  goal: null,
})

const started = (runs: RunsDouble, ...indices: readonly number[]) =>
  expect.poll(() => runs.started).toEqual(indices)
const rows = (): readonly Record<string, unknown>[] =>
  JSON.parse(readFileSync(join(folder, 'results/sweep.json'), 'utf8'))

describe('the points of a sweep', () => {
  test('go so many at once, and the table marks the best', async () => {
    const runs = new RunsDouble()
    const outcome = new Sweep(runs, order([5, 6, 7]), (event) => events.push(event)).run()
    await started(runs, 0, 1)
    runs.ends.get('run-1')?.(runs.done('run-1'))
    await started(runs, 0, 1, 2)
    runs.ends.get('run-0')?.(runs.done('run-0'))
    runs.ends.get('run-2')?.(runs.done('run-2'))
    expect(await outcome).toMatchObject({ state: 'done', results: [{ kind: 'table', name: 'sweep' }] })
    expect(rows().map(({ k, loss, best }) => [k, loss, best])).toEqual([
      [5, 0, 'best'],
      [6, 10, ''],
      [7, 20, ''],
    ])
    const last = events.filter((event) => event.type === 'progress').at(-1)
    expect(last).toMatchObject({ progress: { fraction: 1, message: '3 of 3 points' } })
  })

  test('fill in the table while they go on', async () => {
    const runs = new RunsDouble()
    const outcome = new Sweep(runs, order([5, 6], 1), (event) => events.push(event)).run()
    await started(runs, 0)
    runs.ends.get('run-0')?.(runs.done('run-0'))
    const shown = () => events.filter((event) => event.type === 'result')
    await expect.poll(shown).toHaveLength(1)
    expect(rows().map(({ state }) => state)).toEqual(['done', 'open'])
    await started(runs, 0, 1)
    runs.ends.get('run-1')?.(runs.done('run-1'))
    // The same files under the same names: only the revision tells them apart.
    expect(await outcome).toMatchObject({ state: 'done', results: [{ name: 'sweep', revision: 2 }] })
    expect(rows().map(({ state }) => state)).toEqual(['done', 'done'])
  })

  test('one that fails or is refused does not stop the others', async () => {
    const runs = new RunsDouble()
    const outcome = new Sweep(runs, order([1, 'bad', 3], 3), (event) => events.push(event)).run()
    await started(runs, 0, 2)
    const error = { kind: 'job', message: 'singular matrix' } as const
    runs.ends.get('run-0')?.({ ...draft, id: 'run-0', state: 'failed', error })
    runs.ends.get('run-2')?.(runs.done('run-2'))
    expect(await outcome).toMatchObject({
      state: 'failed',
      error: { message: '2 of 3 points of the sweep did not end as done. The first: singular matrix' },
    })
    expect(rows().map(({ state }) => state)).toEqual(['failed', 'refused', 'done'])
  })

  test('a cancel ends those under way, starts no other, and keeps the table of what there is', async () => {
    const runs = new RunsDouble()
    const sweep = new Sweep(runs, order([1, 2, 3, 4]), (event) => events.push(event))
    const outcome = sweep.run()
    await started(runs, 0, 1)
    runs.ends.get('run-0')?.(runs.done('run-0'))
    await started(runs, 0, 1, 2)
    sweep.cancel()
    expect(await outcome).toMatchObject({ state: 'cancelled', results: [{ name: 'sweep' }] })
    // One that is cancelled while it is being started may hear it twice.
    expect([...new Set(runs.cancelled)].sort()).toEqual(['run-1', 'run-2'])
    expect(rows().map(({ state }) => state)).toEqual(['done', 'cancelled', 'cancelled', 'open'])
  })

  test('those that an earlier start finished are not run again', async () => {
    await addPoint(folder, { index: 0, run: 'run-0' })
    await addPoint(folder, { index: 2, run: 'run-2' })
    writeFileSync(
      join(folder, 'points.jsonl'),
      `${readFileSync(join(folder, 'points.jsonl'), 'utf8')}{"index":1,"ru`,
    )
    expect([...(await readPoints(folder)).keys()]).toEqual([0, 2])
    const runs = new RunsDouble()
    const outcome = new Sweep(runs, order([1, 2, 3]), (event) => events.push(event)).run()
    await started(runs, 1)
    runs.ends.get('run-1')?.(runs.done('run-1'))
    expect((await outcome).state).toBe('done')
    expect(rows()).toHaveLength(3)
  })
})
