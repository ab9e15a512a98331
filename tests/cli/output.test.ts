/** Standard output as scripts meet it: full disks, readers that leave, jobs that write past Python. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { cli, electron, job, lines, type Place, place, samples } from './gilder'

const run = promisify(execFile)

/** The command line inside a shell's own plumbing; `gilder` stands for it. */
async function shell(
  here: Place,
  script: string,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const { PATH = '', HOME = '' } = process.env
  const env = {
    PATH,
    HOME,
    GILDER_DATA: here.data,
    GILDER_TRUST: '1',
    ELECTRON_RUN_AS_NODE: '1',
    ELECTRON: electron,
    CLI: cli,
  }
  return run('bash', ['-c', `gilder() { "$ELECTRON" "$CLI" "$@"; }\n${script}`], { cwd: here.folder, env })
}

describe('a result that cannot be written', () => {
  test.each(['--list', '--help', '--version --json'])('%s says so and is no success', async (flags) => {
    const { stdout, stderr } = await shell(place(), `gilder ${flags} >/dev/full; echo "code $?"`)
    expect(stdout).toBe('code 2\n')
    expect(stderr).toContain('The result could not be written to standard output: no space left on device.')
  })

  test('--run: the run is kept all the same', async () => {
    const here = place()
    const { stdout, stderr } = await shell(
      here,
      `gilder --run describe --input '${samples.penguins}' --json >/dev/full; echo "code $?"`,
    )
    expect(stdout).toBe('code 2\n')
    expect(stderr).toContain('no space left on device')
    expect(here.runs()[0]?.state).toBe('done')
  })
})

describe('a reader who leaves', () => {
  const first = (job: string, more: string): string =>
    `gilder --run ${job} ${more} --json --out out | head -1; echo "code \${PIPESTATUS[0]}"`

  test('does not stop the run: it is delivered, and the exit code is that of the run', async () => {
    const here = place()
    const { stdout, stderr } = await shell(here, first(`'${job('slow.py')}:slow'`, '--param seconds=1'))
    expect(stdout).toMatch(/^\{"type":"run".*\ncode 0\n$/)
    expect(stderr).toBe('')
    expect(here.runs()[0]?.state).toBe('done')
    expect(readdirSync(here.path('out'))).not.toEqual([])
  })

  test('nor does it hide a failure', async () => {
    const here = place()
    const { stdout } = await shell(here, first(`'${job('broken.py')}:raises'`, ''))
    expect(stdout).toContain('code 1\n')
    expect(existsSync(here.path('out'))).toBe(false)
  })

  test('a slow one gets everything', async () => {
    const here = place()
    const started = here.start(['--run', `${job('plumbing.py')}:wordy`, '--json'])
    started.child.stdout?.pause()
    await new Promise((resolve) => setTimeout(resolve, 3000))
    started.child.stdout?.resume()
    const { code, stdout } = await started.ended
    expect(code).toBe(0)
    expect(lines(stdout).at(-1)).toMatchObject({ type: 'result' })
    expect(stdout.length).toBeGreaterThan(200_000)
  })
})

describe('what a job writes past Python', () => {
  test('is in the log, like what the programs it starts write', async () => {
    const { code, stdout } = await place().gilder(['--run', `${job('plumbing.py')}:loud`, '--json'])
    const all = lines(stdout)
    const logged = all.filter(({ type }) => type === 'log').map(({ text }) => text)
    expect(logged.sort()).toEqual(['by C', 'by a child', 'by a grandchild', 'by number', 'printed'])
    expect(all.at(-1)).toMatchObject({ type: 'result' })
    expect(code).toBe(0)
  })

  test('inside of the app is on standard error', async () => {
    const args = ['--run', `${job('plumbing.py')}:loud`, '--json', '--in-app']
    const { code, stdout, stderr } = await place().gilder(args)
    const all = lines(stdout)
    expect(all.at(-1)).toMatchObject({
      type: 'result',
      results: [{ name: 'statuses', preview: { text: '0 0 0' } }],
    })
    const logged = all.filter(({ type }) => type === 'log').map(({ text }) => text)
    expect(logged.sort()).toEqual(['by a child', 'by a grandchild', 'printed'])
    for (const said of ['by number', 'by C']) expect(stderr).toContain(`${said}\n`)
    expect(code).toBe(0)
  })

  test('with both streams in one pipe every line is whole', async () => {
    const here = place()
    const { stdout } = await shell(
      here,
      `gilder --run '${job('plumbing.py')}:loud' --in-app --json 2>&1 | cat`,
    )
    expect(stdout).toContain('by number\n')
    expect(
      lines(
        `${stdout
          .split('\n')
          .filter((row) => row.startsWith('{'))
          .join('\n')}\n`,
      ).at(-1),
    ).toMatchObject({
      type: 'result',
    })
  })

  test('a file gets nothing but the lines', async () => {
    const { stdout } = await shell(
      place(),
      `echo before >out.txt; gilder --run '${job('plumbing.py')}:loud' --json >>out.txt 2>/dev/null; cat out.txt`,
    )
    const [before, ...rest] = stdout.split('\n')
    expect(before).toBe('before')
    expect(lines(rest.join('\n')).at(-1)).toMatchObject({ type: 'result' })
  })
})

test('Ctrl+C is heard while the reader pauses', async () => {
  const here = place()
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, GILDER_DATA: here.data, GILDER_TRUST: '1', ELECTRON_RUN_AS_NODE: '1' }
  // The pipe of a program that never reads; its capacity is far smaller than what the job says.
  const reader = spawn('sleep', ['60'], { stdio: ['pipe', 'ignore', 'ignore'] })
  const stdio = ['ignore', reader.stdin, 'pipe'] as const
  const child = spawn(electron, [cli, '--run', `${job('plumbing.py')}:wordy`, '--json'], {
    env,
    stdio: [...stdio],
  })
  await expect.poll(() => here.runs()[0]?.state, { timeout: 30_000 }).toBe('done')
  child.kill('SIGINT')
  child.kill('SIGINT')
  await new Promise((resolve) => setTimeout(resolve, 50))
  child.kill('SIGINT')
  const [code] = await once(child, 'exit')
  reader.kill()
  expect(code).toBe(130)
})
