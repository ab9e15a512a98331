/** Cases 15, 16, 25 and 26 of `docs/reliability.md`: files that cannot be imported, and jobs that expect a terminal. */
import { describe, expect, test } from 'vitest'
import { type Gilder, gilder, job } from './gilder'

async function describeFile(name: string, { core }: Gilder = gilder()) {
  await core.trust.ensure(job(`top/${name}`))
  return core.engine.describe(job(`top/${name}`))
}

describe('15: an import that fails', () => {
  test('at the top level is told with the name of the package', async () => {
    expect(await describeFile('imports.py')).toMatchObject({
      jobs: [],
      error: {
        kind: 'job',
        type: 'ModuleNotFoundError',
        message: "There is no package named 'no_such_package' in Gilder's Python",
        line: { number: 1 },
      },
    })
  })

  test('inside of the job fails that job alone', async () => {
    const here = gilder()
    expect(await here.run('top/names.py:f')).toMatchObject({
      state: 'failed',
      error: { kind: 'job', type: 'ImportError', message: expect.stringContaining('no_such_name') },
    })
    expect((await here.run('top/names.py:g')).state).toBe('done')
  })
})

describe('16: a top level', () => {
  test('that hangs is an error, and nothing else waits for it', async () => {
    const here = gilder()
    let over = false
    const hanging = describeFile('hangs.py', here).finally(() => {
      over = true
    })
    expect((await here.run('crashing.py:words')).state).toBe('done')
    expect(over).toBe(false)
    expect(await hanging).toMatchObject({
      jobs: [],
      error: { kind: 'job', message: expect.stringContaining('was not imported within 20 s') },
    })
  })

  test('that writes a gigabyte is no problem', async () => {
    const before = process.memoryUsage().rss
    const { jobs, error } = await describeFile('floods.py')
    expect(error).toBe(null)
    expect(jobs).toMatchObject([{ function: 'fine' }])
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6)
  })

  test('that calls sys.exit is an error', async () => {
    expect(await describeFile('exits.py')).toMatchObject({
      jobs: [],
      error: { type: 'SystemExit', message: 'The job ended itself by sys.exit(3)' },
    })
  })

  test('that ends its process is an error', async () => {
    expect(await describeFile('leaves.py')).toMatchObject({
      jobs: [],
      error: { kind: 'crash', message: expect.stringContaining('exit code 3') },
    })
  })
})

test('25: what a job changes is as it was for the next one', async () => {
  const here = gilder(true)
  expect((await here.run('dirty.py:dirty')).state).toBe('done')
  const probe = await here.submit('dirty.py:probe')
  const run = await probe.ended
  expect(run.state).toBe('done')
  expect(here.value(run)).toEqual(['False', '', 'False', 'warn', '1000'])
})

describe('26: a job that', () => {
  test('asks a question hears that nobody answers', async () => {
    expect(await gilder().run('asking.py:asks')).toMatchObject({
      state: 'failed',
      error: { type: 'EOFError', message: expect.stringContaining('input()') },
    })
  })

  test.each([
    ['handles', 'True True'],
    ['forks', 0],
    ['spawns', 'spawn'],
  ])('%s', async (name, value) => {
    const here = gilder()
    const run = await here.run(`asking.py:${name}`)
    expect(run).toMatchObject({ state: 'done', error: null })
    expect(here.value(run)).toBe(value)
  })

  test('shows a figure: it is a result, and nobody is waited for', async () => {
    const run = await gilder().run('asking.py:shows')
    expect(run).toMatchObject({ state: 'done', error: null })
    expect(run.results.map(({ kind }) => kind)).toEqual(['image', 'value'])
  })
})
