import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { job, lines, type Place, place, type Started, samples } from './gilder'

/** A k-means that takes far longer than any test, and looks for a cancel between iterations. */
const long = (...more: readonly string[]): readonly string[] => [
  '--run',
  'kmeans',
  '--input',
  samples.iris,
  '--param',
  'starts=1000',
  '--param',
  'max_iterations=100000',
  '--param',
  'tolerance=0',
  ...more,
]

const SIGHUP = 1

const send = ({ child }: Started, signal: NodeJS.Signals): boolean => child.kill(signal)

/** Whether the process has a handler for the signal of that number, as Linux knows it. */
function catches({ child }: Started, signal: number): boolean {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  const caught = BigInt(`0x${/^SigCgt:\s*(\w+)$/m.exec(status)?.[1] ?? '0'}`)
  return (caught & (1n << BigInt(signal - 1))) !== 0n
}

async function slow(here: Place, name: string, ...more: readonly string[]): Promise<Started> {
  const started = here.start(['--run', `${job('slow.py')}:${name}`, '--json', ...more])
  await started.says('"started"')
  return started
}

describe('the first Ctrl+C', () => {
  test('cancels a k-means in the middle, cleanly', async () => {
    const here = place()
    const started = here.start([...long(), '--json'])
    await started.says('iteration')
    send(started, 'SIGINT')
    const { code, stdout, stderr } = await started.ended
    expect(code).toBe(130)
    expect(stderr).toContain('Cancelling …')
    expect(stderr).toContain('Cancelled.')
    expect(lines(stdout).at(-1)).toMatchObject({ type: 'error', state: 'cancelled', exit: 130, error: null })
    expect(here.runs()[0]).toMatchObject({ state: 'cancelled', owner: null, error: null, results: [] })
  })

  test.each<NodeJS.Signals>(['SIGTERM', 'SIGHUP'])('%s does the same', async (signal) => {
    const here = place()
    const started = await slow(here, 'slow')
    send(started, signal)
    expect((await started.ended).code).toBe(130)
    expect(here.runs()[0]?.state).toBe('cancelled')
  })

  test('ends a loop that never looks, after its clean-up', async () => {
    const here = place()
    const started = await slow(here, 'stubborn')
    send(started, 'SIGINT')
    const { code, stdout } = await started.ended
    expect(code).toBe(130)
    const said = lines(stdout)
    expect(said.at(-1)).toMatchObject({ type: 'error', state: 'cancelled', exit: 130, error: null })
    expect(said.at(-2)).toMatchObject({ type: 'log', text: 'cleaned up' })
    expect(here.runs()[0]).toMatchObject({ state: 'cancelled', owner: null, results: [] })
  })

  test('before there is a run ends at once and leaves nothing', async () => {
    const here = place()
    const started = here.start(['--run', 'describe', '--params', '-'], { input: null })
    // It waits for its parameters. Node catches SIGINT by itself, so another signal tells that we listen.
    await expect.poll(() => catches(started, SIGHUP), { timeout: 30_000 }).toBe(true)
    send(started, 'SIGINT')
    expect(await started.ended).toMatchObject({ code: 130, stdout: '', stderr: 'Cancelled.\n' })
    expect(here.runs()).toEqual([])
  })

  test('before there is a run is a last line like any other end', async () => {
    const here = place()
    const args = ['--run', 'describe', '--params', '-', '--json', '--out', here.path('out')]
    const started = here.start(args, { input: null })
    await expect.poll(() => existsSync(here.path('out')), { timeout: 30_000 }).toBe(true)
    send(started, 'SIGTERM')
    const { code, stdout } = await started.ended
    expect(code).toBe(130)
    expect(lines(stdout)).toEqual([{ type: 'error', exit: 130, error: null }])
    expect(existsSync(here.path('out'))).toBe(false)
  })
})

describe('the second Ctrl+C', () => {
  test('leaves at once, and the next start says that the run was interrupted', async () => {
    const here = place()
    const started = await slow(here, 'deaf', '--out', here.path('out'))
    send(started, 'SIGINT')
    await started.says('Cancelling …')
    const before = performance.now()
    send(started, 'SIGINT')
    const { code, stdout } = await started.ended
    expect(code).toBe(130)
    expect(performance.now() - before).toBeLessThan(2000)
    expect(existsSync(here.path('out'))).toBe(false)
    expect(lines(stdout).at(-1)).toMatchObject({
      type: 'error',
      exit: 130,
      run: here.runs()[0]?.id,
      state: 'interrupted',
    })
    // Nobody was left to write its end; whoever lists the runs next finds that out.
    const [run] = here.runs()
    expect(run?.state).toBe('running')
    expect(run?.owner?.pid).toBe(started.child.pid)
  })
})

describe('--timeout', () => {
  test('cancels a job that listens', async () => {
    const here = place()
    const { code, stdout, stderr } = await here.gilder(['--run', `${job('slow.py')}:slow`, '--timeout', '4'])
    expect(code).toBe(5)
    expect(stdout).toBe('')
    expect(stderr).toContain('The time is over; cancelling …')
    expect(here.runs().map(({ state }) => state)).toEqual(['cancelled'])
  })

  test('leaves a job that does not', async () => {
    const here = place()
    const before = performance.now()
    const args = ['--run', `${job('slow.py')}:deaf`, '--timeout', '4', '--json']
    const { code, stdout } = await here.gilder(args)
    expect(code).toBe(5)
    expect(lines(stdout).at(-1)).toMatchObject({ type: 'error', exit: 5, error: null, state: 'cancelled' })
    expect(performance.now() - before).toBeLessThan(15_000)
    expect(here.runs().map(({ state, owner }) => [state, owner])).toEqual([['cancelled', null]])
  })

  test('that passes before there is a run says so, and leaves nothing', async () => {
    const here = place()
    const args = ['--run', 'describe', '--input', samples.penguins, '--timeout', '0.001', '--json']
    const { code, stdout, stderr } = await here.gilder([...args, '--out', here.path('out')])
    expect({ code, stderr }).toEqual({ code: 5, stderr: 'Out of time; cancelled.\n' })
    expect(lines(stdout)).toEqual([{ type: 'error', exit: 5, error: null }])
    expect(here.runs()).toEqual([])
    expect(existsSync(here.path('out'))).toBe(false)
  })

  test('longer than the job takes changes nothing', async () => {
    const args = ['--run', `${job('slow.py')}:slow`, '--param', 'seconds=0.1', '--timeout', '50', '--quiet']
    expect(await place().gilder(args)).toMatchObject({ code: 0, stdout: 'awake\n', stderr: '' })
  })
})

test('a run whose process is killed is found interrupted', async () => {
  const here = place()
  const started = await slow(here, 'deaf')
  send(started, 'SIGKILL')
  await started.ended
  expect(here.runs()[0]?.state).toBe('running')
  const { RunStore } = await import('../../app/core/store/store')
  const { runs, problems } = await new RunStore(`${here.data}/runs`).list()
  expect(problems).toEqual([])
  expect(runs[0]).toMatchObject({ state: 'interrupted', error: { hint: 'Run it again.' } })
  expect(here.runs()[0]?.state).toBe('interrupted')
})
