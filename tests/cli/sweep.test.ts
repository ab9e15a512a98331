import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { job, lines, place, samples } from './gilder'

const points = job('points.py')

interface Result {
  readonly results: readonly [
    { readonly label: string; readonly files: readonly { readonly path: string }[] },
  ]
}

const rowsOf = (stdout: string): readonly Record<string, unknown>[] => {
  const result = lines(stdout).find(({ type }) => type === 'result') as unknown as Result
  const file = result.results[0].files.find(({ path }) => path.endsWith('.json'))
  return JSON.parse(readFileSync(file?.path ?? '', 'utf8'))
}

describe('--sweep', () => {
  test('runs every combination as one run with a table, and marks the best', async () => {
    const here = place()
    const flags = ['--sweep', 'lr=0.1,0.05', '--sweep', 'k=2:4:2', '--parallel', '2']
    const { code, stdout } = await here.gilder(['--run', points, ...flags, '--json'])
    expect(code).toBe(0)
    const said = lines(stdout)
    expect(said[0]).toMatchObject({ type: 'run', params: { lr: '0.1,0.05', k: '2:4:2' } })
    expect(said.filter(({ type }) => type === 'point')).toHaveLength(4)
    const rows = rowsOf(stdout)
    expect(rows.map(({ lr, k, depth, state, best }) => [lr, k, depth, state, best])).toEqual([
      [0.1, 2, 2, 'done', ''],
      [0.1, 4, 4, 'done', ''],
      [0.05, 2, 2, 'done', 'best'],
      [0.05, 4, 4, 'done', ''],
    ])
    const runs = here.runs()
    const parent = runs.find((run) => run.points !== null)
    expect(parent).toMatchObject({ state: 'done', points: 4 })
    expect(runs.filter(({ sweep }) => sweep === parent?.id)).toHaveLength(4)
  })

  test('draws the same samples from the same seed', async () => {
    const here = place()
    const flags = [
      '--sweep',
      'lr=1e-4:1e-1:log',
      '--samples',
      '3',
      '--seed',
      '7',
      '--best',
      'depth:max',
      '--json',
    ]
    const [first, second] = [
      await here.gilder(['--run', points, ...flags]),
      await here.gilder(['--run', points, ...flags]),
    ]
    expect([first.code, second.code]).toEqual([0, 0])
    const drawn = (stdout: string) => rowsOf(stdout).map(({ lr }) => lr)
    expect(drawn(first.stdout)).toHaveLength(3)
    expect(drawn(first.stdout)).toEqual(drawn(second.stdout))
    expect(first.stdout).toContain('Sweep, best by the highest depth')
  })

  test('a point that fails leaves the others and the table, and --resume runs only what is not done', async () => {
    const here = place()
    const failed = await here.gilder(['--run', points, '--sweep', 'k=4:6', '--json'])
    expect(failed.code).toBe(7)
    expect(rowsOf(failed.stdout).map(({ state }) => state)).toEqual(['done', 'failed', 'done'])
    expect(lines(failed.stdout).at(-1)).toMatchObject({ type: 'error', exit: 7, state: 'failed' })
    const parent = here.runs().find((run) => run.points !== null)
    const again = await here.gilder(['--resume', parent?.id ?? '', '--json'])
    expect(again.code).toBe(7)
    expect(lines(again.stdout).filter(({ type }) => type === 'point')).toHaveLength(1)
    expect(rowsOf(again.stdout).map(({ k, state }) => [k, state])).toEqual([
      [4, 'done'],
      [5, 'failed'],
      [6, 'done'],
    ])
  })

  test('Ctrl+C ends the points under way, keeps the table, and the sweep can be resumed', async () => {
    const here = place()
    const flags = ['--run', points, '--sweep', 'k=6:9', '--param', 'sleep=3', '--parallel', '1', '--quiet']
    const started = here.start([...flags, '--json'])
    // A point is under way once its run is there beside the sweep's own.
    await expect
      .poll(() => here.runs().filter(({ state }) => state === 'running').length, { timeout: 30_000 })
      .toBe(2)
    started.child.kill('SIGINT')
    const { code } = await started.ended
    expect(code).toBe(130)
    const parent = here.runs().find((run) => run.points !== null)
    expect(parent).toMatchObject({ state: 'cancelled', results: [{ name: 'sweep' }] })
    expect(here.runs().filter(({ state }) => state === 'running' || state === 'queued')).toEqual([])
  })

  test.each([
    [['--sweep', 'q=1'], 'There is no parameter "q" to sweep.'],
    [['--sweep', 'k=1,x'], "k is a whole number (got 'x')."],
    [['--sweep', 'lr=0:1'], 'The range 0:1 of "lr" has no step.'],
    [['--sweep', 'k=1', '--param', 'k=2'], 'The parameter "k" is swept twice.'],
    [['--sweep', 'k=1', '--samples', '0'], 'from 1 to 100000'],
    [['--samples', '3'], '--samples needs --sweep.'],
  ])('%j is refused before anything runs', async (flags, message) => {
    const here = place()
    const { code, stdout, stderr } = await here.gilder(['--run', points, ...flags])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect(here.runs()).toEqual([])
  })
})

describe('--batch', () => {
  test('runs each line, says how each ended, and puts results where a line wants them', async () => {
    const here = place()
    const out = here.path('out')
    const orders = [
      { job: points, params: { k: 3 }, name: 'three' },
      { job: points, params: { k: 5 } },
      { job: 'describe', params: { table: samples.iris }, out },
    ]
    writeFileSync(here.path('orders.jsonl'), orders.map((order) => `${JSON.stringify(order)}\n`).join('\n'))
    const { code, stdout } = await here.gilder(['--batch', 'orders.jsonl', '--json'])
    expect(code).toBe(7)
    const said = lines(stdout)
    expect(said.at(-1)).toEqual({ type: 'batch', total: 3, done: 2, exit: 7 })
    const ended = said.filter(({ type }) => type === 'ended').sort((a, b) => Number(a.line) - Number(b.line))
    expect(ended.map(({ line, name, state }) => [line, name, state])).toEqual([
      [1, 'three', 'done'],
      [3, null, 'failed'],
      [5, null, 'done'],
    ])
    expect(readFileSync(join(out, 'statistics.csv'), 'utf8')).toContain('sepal_length_cm')
  })

  test('is not begun when a line of it cannot be run', async () => {
    const here = place()
    const input = `${JSON.stringify({ job: points })}\n${JSON.stringify({ job: points, params: { q: 1 } })}\n{"job": "nix"}\n`
    const { code, stdout, stderr } = await here.gilder(['--batch', '-'], { input })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Line 2: q: There is no such parameter.')
    expect(stderr).toContain('Line 3: There is no job named "nix".')
    expect(stderr).toContain('2 of 3 orders of the batch cannot be run, so that none was started.')
    expect(here.runs()).toEqual([])
  })

  test.each([
    ['x', 'Line 1 of standard input is no order for a run: it is not JSON'],
    ['{"job": 3}', 'Line 1 of standard input is no order for a run: "job"'],
    ['{"job": "describe", "parms": {}}', 'Line 1 of standard input is no order'],
    ['', 'There are no runs in standard input.'],
  ])('%j is refused', async (input, message) => {
    const { code, stderr } = await place().gilder(['--batch', '-'], { input })
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})
