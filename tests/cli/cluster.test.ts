/** --cluster: the command line against real schedulers and workers, and against the cluster it starts itself. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { clusterOf, type Dask, dask, membersOf } from './dask'
import { job, lines, type Place, place, type Started, samples } from './gilder'

const busy = async (here: Place, address: string): Promise<{ started: Started; pid: number }> => {
  const started = here.start(['--run', job('busy.py'), '--cluster', address, '--json'])
  await started.says('"pid ')
  return { started, pid: await pidIn(here) }
}

/** Which process the job of the only run has said that it is in; its log is on disk within moments. */
async function pidIn(here: Place): Promise<number> {
  const log = join(here.data, 'runs', here.runs()[0]?.id ?? '', 'log.txt')
  const read = (): string => readFileSync(log, 'utf8')
  await expect.poll(read, { timeout: 10_000 }).toMatch(/pid \d+/)
  return Number(/pid (\d+)/.exec(read())?.[1])
}

function hashes(folder: string): Readonly<Record<string, string>> {
  const hash = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')
  return Object.fromEntries(readdirSync(folder).map((name) => [name, hash(join(folder, name))]))
}

describe('a cluster that is there', () => {
  let cluster: Dask
  beforeAll(async () => {
    cluster = await dask(2)
  })

  test('gives the files of a run in the app', async () => {
    const here = place()
    const args = ['--run', 'describe', '--input', samples.penguins, '--json']
    const there = await here.gilder([...args, '--cluster', cluster.address, '--out', here.path('there')])
    const app = await here.gilder([...args, '--out', here.path('app')])
    expect(there).toMatchObject({ code: 0, stderr: '' })
    expect(app.code).toBe(0)
    expect(hashes(here.path('there'))).toEqual(hashes(here.path('app')))
    expect(lines(there.stdout).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['run', 'progress', 'result']),
    )
    const placed = here.runs().map(({ placement, plan }) => [placement, plan.cluster])
    expect(placed).toEqual(expect.arrayContaining([['cluster', cluster.address]]))
  })

  test('Ctrl+C cancels the job there', async () => {
    const here = place()
    const { started } = await busy(here, cluster.address)
    started.child.kill('SIGINT')
    const { code, stdout } = await started.ended
    expect(code).toBe(130)
    expect(lines(stdout).at(-1)).toMatchObject({ type: 'error', state: 'cancelled', error: null })
    expect(here.runs()[0]).toMatchObject({ state: 'cancelled', owner: null, stopping: 'asked' })
  })

  test('a Gilder that is killed leaves the workers free', async () => {
    const here = place()
    const { started } = await busy(here, cluster.address)
    started.child.kill('SIGKILL')
    const other = await busy(place(), cluster.address)
    // Both workers: that of the killed one, too.
    const third = await busy(place(), cluster.address)
    for (const { started } of [other, third]) started.child.kill('SIGTERM')
    expect((await other.started.ended).code).toBe(130)
    expect((await third.started.ended).code).toBe(130)
  })

  test('an error there is told as one here', async () => {
    const here = place()
    const ended = await here.gilder(['--run', job('broken.py'), '--cluster', cluster.address, '--json'])
    const alone = await here.gilder(['--run', job('broken.py'), '--json'])
    expect(ended.code).toBe(alone.code)
    expect(lines(ended.stdout).at(-1)?.error).toEqual(lines(alone.stdout).at(-1)?.error)
  })

  test('takes a batch, at the address that has been saved', async () => {
    const here = place()
    const without = await here.gilder(['--run', job('points.py'), '--cluster'])
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('is saved')])
    expect((await here.gilder(['--save-cluster', cluster.address])).code).toBe(0)
    const input = [3, 5, 7]
      .map((k) => `${JSON.stringify({ job: job('points.py'), params: { k } })}\n`)
      .join('')
    const { code, stdout } = await here.gilder(['--batch', '-', '--cluster', '--json'], { input })
    expect(code).toBe(7)
    const ended = lines(stdout).filter(({ type }) => type === 'ended')
    expect(ended.map(({ line, state }) => `${line} ${state}`).sort()).toEqual([
      '1 done',
      '2 failed',
      '3 done',
    ])
    for (const { placement, plan } of here.runs()) {
      expect([placement, plan.cluster]).toEqual(['cluster', cluster.address])
    }
    expect((await here.gilder(['--save-cluster', 'none'])).code).toBe(0)
    expect((await here.gilder(['--batch', '-', '--cluster'], { input })).code).toBe(2)
  })

  test('takes up a sweep that was begun elsewhere', async () => {
    const here = place()
    const first = await here.gilder(['--run', job('points.py'), '--sweep', 'k=4:6', '--quiet'])
    expect(first.code).toBe(7)
    const sweep = here.runs().find(({ points }) => points !== null)?.id ?? ''
    const again = await here.gilder(['--resume', sweep, '--cluster', cluster.address, '--json'])
    expect(again.code).toBe(7)
    const points = here.runs().filter((run) => run.sweep !== null)
    expect(points.filter((run) => run.sweep === sweep).map(({ placement }) => placement)).toEqual(
      Array(3).fill('isolated'),
    )
    // Those that are done are not run again, and the one that is not goes where it was told.
    const others = points.filter((run) => run.sweep !== sweep)
    expect(others).toMatchObject([{ placement: 'cluster', params: { k: 5 }, state: 'failed' }])
  })

  // The last one here: it costs the others a worker.
  test('a worker that is killed ends the run as crashed, and nobody starts it again', async () => {
    const here = place()
    const { started, pid } = await busy(here, cluster.address)
    process.kill(pid, 'SIGKILL')
    const { code, stdout } = await started.ended
    expect(code).toBe(6)
    expect(lines(stdout).at(-1)).toMatchObject({ state: 'crashed', error: { kind: 'cluster' } })
    expect(lines(stdout).filter(({ text }) => String(text).startsWith('pid '))).toHaveLength(1)
    expect(here.runs()[0]).toMatchObject({ state: 'crashed', owner: null })
  })
})

test('nobody at the address is told in one sentence', async () => {
  const here = place()
  const { code, stderr } = await here.gilder(['--run', job('busy.py'), '--cluster', '127.0.0.1:1'])
  expect(code).toBe(3)
  expect(stderr).toContain('No Dask scheduler can be reached at tcp://127.0.0.1:1.')
})

describe('a cluster of its own', () => {
  test('runs the job and is gone with the command', async () => {
    const here = place()
    const started = here.start(['--run', job('busy.py'), '--cluster', 'local:2'])
    await started.says('A Dask cluster of 2 workers on this machine runs at tcp://127.0.0.1:')
    const group = clusterOf(started.child) ?? 0
    expect(membersOf(group).length).toBeGreaterThanOrEqual(3)
    await started.says('step')
    started.child.kill('SIGINT')
    expect((await started.ended).code).toBe(130)
    expect(membersOf(group)).toEqual([])
  })

  test('alone it stays until Ctrl+C', async () => {
    const here = place()
    const started = here.start(['--cluster', 'local:2', '--json'])
    await started.says('Ctrl+C ends it.')
    const group = clusterOf(started.child) ?? 0
    expect(membersOf(group).length).toBeGreaterThanOrEqual(3)
    started.child.kill('SIGINT')
    const { code, stdout } = await started.ended
    expect(code).toBe(0)
    expect(lines(stdout)).toEqual([
      { type: 'cluster', address: expect.stringMatching(/^tcp:\/\/127\.0\.0\.1:\d+$/), workers: 2 },
    ])
    expect(membersOf(group)).toEqual([])
    expect(here.runs()).toEqual([])
  })

  test('does not outlive a Gilder that is killed', async () => {
    const started = place().start(['--cluster', 'local:1'])
    await started.says('Ctrl+C ends it.')
    const group = clusterOf(started.child) ?? 0
    expect(group).toBeGreaterThan(0)
    started.child.kill('SIGKILL')
    await expect.poll(() => membersOf(group), { timeout: 15_000 }).toEqual([])
  })
})
