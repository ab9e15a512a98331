/** Cases 1 to 4, 12 and 13 of `docs/reliability.md`: what takes a job's process down takes nothing else with it. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Run } from '../../app/contract/run'
import { type Gilder, gilder, job, lives, pidsOf } from './gilder'

describe('1: a segmentation fault', () => {
  test('is a crash that names the signal and the line, and the next run is not affected', async () => {
    const here = gilder()
    const crashed = await here.submit('crashing.py:segfault')
    expect(await crashed.ended).toMatchObject({
      state: 'crashed',
      placement: 'isolated',
      owner: null,
      worker: null,
      error: {
        kind: 'crash',
        type: 'SIGSEGV',
        message: expect.stringMatching(/SIGSEGV.* at line 11 of crashing\.py\.$/),
        line: { file: job('crashing.py'), number: 11, text: expect.stringContaining('string_at(0)') },
        traceback: expect.stringMatching(
          /^Fatal Python error: Segmentation fault\n(.*\n)*.*line 11 in segfault$/,
        ),
      },
    })
    expect(crashed.said()).toContain('before the end')
    expect((await here.run('crashing.py:words')).state).toBe('done')
  })

  test('with a spare process, which the next run then has', async () => {
    const here = gilder(true)
    expect((await here.run('crashing.py:segfault')).state).toBe('crashed')
    expect((await here.run('crashing.py:words')).state).toBe('done')
  })

  test('puts that job in a process of its own from then on, also for the next Gilder', async () => {
    const here = gilder()
    await here.run('crashing.py:leaves')
    const known: unknown = JSON.parse(readFileSync(here.core.layout.crashes, 'utf8'))
    expect(known).toEqual({ version: 1, jobs: [{ file: job('crashing.py'), function: 'leaves' }] })
  })
})

describe('2: a process that ends itself', () => {
  test.each([
    ['leaves', { code: 7 }, 'it ended with exit code 7 before the job returned'],
    ['leaves', { code: 0 }, 'it ended with exit code 0 before the job returned'],
    ['aborts', {}, 'SIGABRT'],
    ['terminates', {}, 'SIGABRT'],
  ])('%s %j', async (name, params, how) => {
    const run = await gilder().run(`crashing.py:${name}`, params)
    expect(run).toMatchObject({ state: 'crashed', error: { message: expect.stringContaining(how) } })
  })
})

describe('3: a process that is killed', () => {
  test('is a crash with a hint at the memory, and is not run again', async () => {
    const here = gilder()
    const run = await here.submit('crashing.py:waits')
    const [pid = 0] = pidsOf(await run.says('pid'))
    process.kill(pid, 'SIGKILL')
    expect(await run.ended).toMatchObject({
      state: 'crashed',
      error: { type: 'SIGKILL', cause: { id: 'killed', text: expect.stringContaining('out of memory') } },
    })
    expect(here.core.jobs.active()).toBe(0)
    expect(here.core.jobs.runs()).toHaveLength(1)
  })

  test('by its own limit of memory fails with both figures, and its peak is kept', async () => {
    const run = await gilder().submit('crashing.py:eats', {}, { memory: 300e6 })
    const ended = await run.ended
    expect(ended).toMatchObject({ state: 'failed', error: { kind: 'memory' } })
    expect(ended.error?.message).toMatch(/^The job held \d+ MB of memory, and its limit is 300 MB\.$/)
    expect(ended.peak).toBeGreaterThan(300e6)
  })
})

test('4: of four that are started at once one crashes, and the others leave the same bytes as ever', async () => {
  const here = gilder()
  const clean = await Promise.all([1, 2, 3].map((seed) => here.run('crashing.py:computes', { seed })))
  const [a, b, crashed, c] = await Promise.all([
    here.run('crashing.py:computes', { seed: 1 }),
    here.run('crashing.py:computes', { seed: 2 }),
    here.run('crashing.py:segfault'),
    here.run('crashing.py:computes', { seed: 3 }),
  ])
  expect(crashed.state).toBe('crashed')
  expect([a, b, c].map((run) => hashes(here, run))).toEqual(clean.map((run) => hashes(here, run)))
})

function hashes(here: Gilder, run: Run): readonly string[] {
  expect(run.state).toBe('done')
  const folder = here.core.jobs.folder(run.id)
  const files = run.results.flatMap(({ files }) => files.map(({ path }) => join(folder, path)))
  expect(files).not.toEqual([])
  return files.map((file) => createHash('sha256').update(readFileSync(file)).digest('hex'))
}

describe('12: the processes of a job', () => {
  test.each(['end', 'crash'])('are gone with the run: %s', async (how) => {
    const run = await gilder().submit('stubborn.py:parents', { how })
    const pids = pidsOf(await run.says('children'))
    expect(pids).toHaveLength(4)
    expect((await run.ended).state).toBe(how === 'end' ? 'done' : 'crashed')
    expect(pids.filter(lives)).toEqual([])
  })

  test('are gone when it is cancelled', async () => {
    const here = gilder()
    const run = await here.submit('stubborn.py:parents')
    const pids = pidsOf(await run.says('children'))
    await here.core.jobs.cancel(run.id)
    expect((await run.ended).state).toBe('cancelled')
    expect(pids.filter(lives)).toEqual([])
  })
})

test('13: a stopped process is told, and can be ended', async () => {
  const here = gilder()
  const run = await here.submit('stubborn.py:stops')
  await run.says("The job's process has not answered for")
  await here.core.jobs.cancel(run.id)
  expect((await run.ended).state).toBe('cancelled')
  expect(run.stages()).toEqual(['asked', 'terminated', 'killed'])
})

test('what C code writes is in the log, whole and before the end', async () => {
  const run = await gilder().submit('crashing.py:words')
  expect((await run.ended).state).toBe('done')
  const levelled = run.lines().map(({ level, text }) => `${level} ${text}`)
  expect(levelled.sort()).toEqual([
    'stderr printed',
    'stdout by C, without a line end',
    'stdout by number 0',
    'stdout by number 1',
    'stdout by number 2',
  ])
})
