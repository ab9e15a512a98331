/** Processes and threads of a job, inside of Electron: the place where Python is at home least. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { job, lines, place, runtime } from './gilder'

const kin = (name: string): string => `${job('kin.py')}:${name}`

/** Whether there is such a process that still runs. */
const lives = (pid: number): boolean => {
  const stat = `/proc/${pid}/stat`
  return existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'utf8'))
}

const texts = (stdout: string, level: string): readonly unknown[] =>
  lines(stdout)
    .filter((line) => line.type === 'log' && line.level === level)
    .map((line) => line.text)

describe('a job', () => {
  test('has pools, programs, asyncio and the libraries of Python, and hears what they say', async () => {
    const { code, stdout, stderr } = await place().gilder(['--run', kin('everything'), '--json'])
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(JSON.stringify(lines(stdout).at(-1))).toContain('6 6 thread asyncio spawn')
    expect(JSON.stringify(lines(stdout).at(-1))).toContain('PROTOCOL_TLS_CLIENT 42 1')
    expect(JSON.stringify(lines(stdout).at(-1))).toContain(join(runtime, 'bin/python3.11'))
    expect([...texts(stdout, 'stdout')].sort()).toEqual([
      'by a program',
      ...Array.from({ length: 4 }, () => 'doubling in a process'),
    ])
    expect(texts(stdout, 'stderr')[0]).toContain('UserWarning: a warning')
  })

  // Three processes import PyTorch, two of them at once.
  test('has the worker processes of PyTorch', { timeout: 240_000 }, async () => {
    const { code, stdout } = await place().gilder(['--run', kin('loads'), '--quiet'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Result: 285\n' })
  })

  test('takes its processes with it when it is cancelled, also while it waits for one', async () => {
    const here = place()
    const started = here.start(['--run', kin('leaves'), '--json'])
    await started.says('"started"')
    started.child.kill('SIGINT')
    const { code, stdout } = await started.ended
    expect(code).toBe(130)
    const pids = String(texts(stdout, 'info')[0]).split(' ').map(Number)
    expect(pids).toHaveLength(3)
    expect(pids.filter(lives)).toEqual([])
    expect(here.runs()[0]?.state).toBe('cancelled')
  })
})

describe('a flood', () => {
  test('of prints and progress is a few lines, and the log has both ends', async () => {
    const here = place()
    const args = ['--run', `${job('flood.py')}:flood`, '--json', '--param', 'lines=300000']
    const { code, stdout } = await here.gilder(args)
    expect(code).toBe(0)
    const said = lines(stdout)
    const seconds = Number(said.at(-1)?.seconds)
    expect(said.filter(({ type }) => type === 'progress').length).toBeLessThanOrEqual(10 * seconds + 3)
    const run = here.runs()[0]?.id ?? ''
    const log = readFileSync(here.path('data', 'runs', run, 'log.txt'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(log[0]).toMatch(/ stdout line 0 x+$/)
    expect(log.at(-1)).toMatch(/ stdout line 299999 x+$/)
    const gap = log.findIndex((row) => row.includes('left out here'))
    const left = Number(/… ([\d,]+) lines/.exec(log[gap] ?? '')?.[1]?.replaceAll(',', ''))
    // Nothing is lost that is not counted, and nothing is lost at either end.
    expect(log.length - 1 + left).toBe(300_000)
    expect(log[gap - 1]).toContain(`line ${gap - 1} `)
    expect(log[gap + 1]).toContain(`line ${gap + left} `)
    expect(log.join('\n').length).toBeLessThan(2.2 * 1024 * 1024)
  })
})
