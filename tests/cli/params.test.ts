import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { job, place } from './gilder'

const SETTINGS = `${job('settings.py')}:settings`
const given = ['--param', 'password=hunter2', '--param', 'day=2026-11-24']

describe('parameters of many types', () => {
  test('are shown by --run JOB --help with types, bounds and defaults', async () => {
    const { code, stdout } = await place().gilder(['--run', SETTINGS, '--help'])
    expect(code).toBe(0)
    for (const line of [
      'password  secret, also from the variable GILDER_SECRET_PASSWORD, required',
      'day  date, as 2026-11-24, required',
      'given.lr  number more than 0 and up to 1, default 0.1',
      'wait  duration, as 90s or 1h30m, default PT1S',
      'weights  names with number, as a=…,b=…, default {}',
      'either  integer, or text, default 5',
    ])
      expect(stdout).toContain(`  ${line}\n`)
  })

  test('arrive as what they are, are found again, and leave no secret behind', async () => {
    const here = place()
    const params = ['given.lr=0.5', 'wait=1m 30s', 'weights=a=1,b=2', 'either=x']
    const { code, stdout } = await here.gilder([
      '--run',
      SETTINGS,
      ...given,
      ...params.flatMap((one) => ['--param', one]),
      '--json',
    ])
    expect(code).toBe(0)
    expect(stdout).not.toContain('hunter2')
    for (const value of ['"value":7', '"value":0.5', '"value":90', "{'a': 1.0, 'b': 2.0}", "'x'"])
      expect(stdout).toContain(value)
    const found = spawnSync('grep', ['-rl', 'hunter2', here.data], { encoding: 'utf8' })
    expect([found.status, found.stdout]).toEqual([1, ''])
    const history = await here.gilder(['--history', 'given.lr>0.3', '--json'])
    expect(history.stdout.trim().split('\n')).toHaveLength(1)
    const none = await here.gilder(['--history', 'given.lr>0.6', '--json'])
    expect(none.stdout).toBe('')
  })

  test('draw the same random numbers from the same seed, and a secret keeps out of a sweep', async () => {
    const here = place()
    const luck = async (seed: number): Promise<string> => {
      const args = ['--run', `${job('settings.py')}:luck`, '--param', `seed=${seed}`, '--quiet']
      return (await here.gilder(args)).stdout
    }
    const first = await luck(7)
    expect(first).toMatch(/^Python: 0\.\d+\nNumpy: 0\.\d+\nTorch: 0\.\d+\n$/)
    expect(await luck(7)).toBe(first)
    expect(await luck(8)).not.toBe(first)
    const swept = ['--run', SETTINGS, ...given, '--sweep', 'either=1,2', '--json']
    const { code, stdout } = await here.gilder(swept)
    expect(code).toBe(0)
    expect(stdout).not.toContain('hunter2')
    expect(spawnSync('grep', ['-rl', 'hunter2', here.data], { encoding: 'utf8' }).stdout).toBe('')
    const names = await here.gilder(['--run', SETTINGS, ...given, '--sweep', 'password=a,b'])
    expect([names.code, names.stderr]).toEqual([2, expect.stringContaining('cannot be swept')])
  })

  test('are refused with the sentence of their field', async () => {
    const wrong = ['day=tomorrow', 'given.lr=7', 'wait=2h']
    const { code, stderr } = await place().gilder([
      '--run',
      SETTINGS,
      ...given,
      ...wrong.flatMap((one) => ['--param', one]),
    ])
    expect(code).toBe(2)
    for (const sentence of [
      "day is a date, as 2026-11-24 (got 'tomorrow')",
      'given.lr must be at most 1 (got 7)',
      'wait must be at most 1 hour (got 2:00:00)',
    ])
      expect(stderr).toContain(sentence)
    expect(stderr).not.toContain('hunter2')
  })
})
