/** Case 1 of `docs/reliability.md` for jobs inside of Gilder: one that takes the whole down has a process of its own from then on. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lines, type Place, place } from '../cli/gilder'

const JOBS = `
import contextlib, ctypes, os, time
from gilder import job

@job(isolation="app")
def dies(wait: float = 0.0) -> int:
    print("started", flush=True)
    time.sleep(wait)
    return ctypes.string_at(0)

@job(isolation="app")
def leaves() -> int:
    os._exit(0)

@job(isolation="app")
def fine() -> int:
    return 1

@job(isolation="app")
def clings() -> int:
    print("started", flush=True)
    while True:
        with contextlib.suppress(BaseException):
            time.sleep(0.1)
`

function withJobs(): { readonly here: Place; readonly job: (name: string) => string } {
  const here = place()
  const file = here.path('jobs.py')
  writeFileSync(file, JOBS)
  return { here, job: (name) => `${file}:${name}` }
}

const placeOf = async (here: Place, job: string): Promise<unknown> => {
  const { stdout } = await here.gilder(['--run', job, '--dry-run', '--json'])
  return lines(stdout).at(-1)?.placement
}

test.each(['dies', 'leaves'])(
  '1: a job that takes Gilder down runs outside of it from then on: %s',
  async (name) => {
    const { here, job } = withJobs()
    expect(await placeOf(here, job(name))).toBe('app')
    const first = await here.gilder(['--run', job(name), '--json'])
    // Nothing of a result, whatever the end of the process looks like.
    expect(first.stdout).not.toContain('"result"')
    expect(here.runs()).toMatchObject([{ state: 'running', placement: 'app' }])

    expect(await placeOf(here, job(name))).toBe('isolated')
    expect(await placeOf(here, job('fine'))).toBe('app')
    const { code, stdout } = await here.gilder(['--run', job(name), '--json'])
    expect(code).toBe(6)
    expect(lines(stdout).at(-1)).toMatchObject({ state: 'crashed', error: { kind: 'crash' } })
    // The file of the dead one has been cleared away, and what it said is kept.
    expect(readdirSync(here.path('data', 'inside'))).toEqual([])
    expect(await placeOf(here, job(name))).toBe('isolated')
  },
)

test('1: of two Gilders only what was inside of the dead one is held against its job', async () => {
  const { here, job } = withJobs()
  const other = here.start(['--run', job('clings')])
  await other.says('started')
  await here.gilder(['--run', job('dies')])
  expect(await placeOf(here, job('dies'))).toBe('isolated')
  expect(await placeOf(here, job('clings'))).toBe('app')
  other.child.kill('SIGINT')
  await other.says('once more to leave at once')
  other.child.kill('SIGINT')
  expect((await other.ended).code).toBe(130)
})

test('1: an end that somebody wanted is not held against the job', async () => {
  const { here, job } = withJobs()
  expect((await here.gilder(['--run', job('fine')])).code).toBe(0)
  const started = here.start(['--run', job('clings')])
  await started.says('started')
  started.child.kill('SIGINT')
  await started.says('once more to leave at once')
  started.child.kill('SIGINT')
  expect((await started.ended).code).toBe(130)
  expect(await placeOf(here, job('clings'))).toBe('app')
  expect(existsSync(here.path('data', 'crashed-jobs.json'))).toBe(false)
})
