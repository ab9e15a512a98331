/** The launcher `gilder` of the packed app on Linux. */
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { job, type Place, place, samples } from './gilder'
import { install, shell } from './installed'

const slow = (seconds: string): string => `--run '${job('slow.py')}:slow' --param seconds=${seconds} --json`

test('starts from anywhere, by a link to a link, and is the packed app', async () => {
  const here = place()
  const folder = install(here)
  mkdirSync(here.path('bin'))
  symlinkSync('../Gilder app/gilder', here.path('bin/one'))
  symlinkSync('one', here.path('bin/two'))
  const { code, stdout, stderr } = await shell(here, '"$0" --version', here.path('bin/two'), '/').ended
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain(`in ${join(folder, 'resources/python-runtime/env')}`)
})

test('found on PATH', async () => {
  const here = place()
  const line = `PATH="$0:$PATH"; gilder --list`
  const { code, stdout } = await shell(here, line, install(here)).ended
  expect({ code, first: stdout.split(' ')[0] }).toEqual({ code: 0, first: 'describe' })
})

test('hands on arguments as they are, and the exit code', async () => {
  const here = place()
  const gilder = join(install(here), 'gilder')
  const none = await shell(here, '"$0" --run "no such * job \\"\'"', gilder).ended
  expect(none.code).toBe(2)
  expect(none.stderr).toContain(`There is no job named "no such * job "'".`)
  expect((await shell(here, `"$0" --run describe --input /none.csv`, gilder).ended).code).toBe(4)
  const done = await shell(here, `"$0" --run describe --quiet --input '${samples.iris}'`, gilder).ended
  expect(done.code).toBe(0)
})

test('without a display the window is refused, and flags are not', async () => {
  const here = place()
  const { code, stderr } = await shell(here, '"$0"', join(install(here), 'gilder')).ended
  expect(code).toBe(1)
  expect(stderr).toContain('no display')
})

describe('signals', () => {
  const start = async (here: Place, before: string, seconds: string) => {
    // `exec` all the way: the process that was started is the one that runs the job.
    const started = shell(here, `${before} exec "$0" ${slow(seconds)}`, join(install(here), 'gilder'))
    await started.says('"started"')
    return started
  }

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s reaches the run', async (signal) => {
    const here = place()
    const started = await start(here, '', '60')
    started.child.kill(signal)
    expect((await started.ended).code).toBe(130)
    expect(here.runs()[0]?.state).toBe('cancelled')
  })

  test.each([
    ['HUP', 'SIGHUP'],
    ['INT', 'SIGINT'],
    ['HUP INT', 'SIGINT'],
  ] as const)('with %s ignored, as by nohup, %s does nothing', async (ignored, signal) => {
    const here = place()
    const started = await start(here, `trap '' ${ignored};`, '3')
    for (let times = 0; times < 3; times += 1) started.child.kill(signal)
    expect((await started.ended).code).toBe(0)
    expect(here.runs()[0]?.state).toBe('done')
  })

  test('with HUP ignored, the others still end it', async () => {
    const here = place()
    const started = await start(here, `trap '' HUP;`, '60')
    started.child.kill('SIGINT')
    expect((await started.ended).code).toBe(130)
  })

  test('nohup itself', async () => {
    const here = place()
    const started = shell(here, `exec nohup "$0" ${slow('3')}`, join(install(here), 'gilder'))
    await started.says('"started"')
    started.child.kill('SIGHUP')
    expect((await started.ended).code).toBe(0)
    expect(here.runs()[0]?.state).toBe('done')
  })
})
