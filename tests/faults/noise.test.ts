/** Gigabytes of prints through the command line: the log is bounded, nothing grows, nothing of it reaches a terminal raw. */
import { readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Ended, lines, type Place, place } from '../cli/gilder'
import { job } from './core'
import { below, watchMemory } from './memory'

const onLinux = process.platform === 'linux'
const file = job('noisy.py')

interface Said {
  readonly log: readonly string[]
  readonly stdout: string
  /** The most memory of the command, in MB, and what it had when the job began. */
  readonly most: number
  readonly first: number
}

async function noise(here: Place, name: string): Promise<Said> {
  const started = here.start(['--run', `${file}:${name}`, '--json'])
  const pid = started.child.pid ?? 0
  const watch = watchMemory(pid)
  let first = 0
  started.child.stdout?.once('data', () => (first = watch.all()))
  const { code, stdout, stderr } = await started.ended
  watch.stop()
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(below(pid)).toEqual([])
  const [run] = here.runs()
  expect(run?.state).toBe('done')
  const path = here.path('data', 'runs', run?.id ?? '', 'log.txt')
  expect(statSync(path).size).toBeLessThan(2.3 * 1024 * 1024)
  const log = readFileSync(path, 'utf8').trimEnd().split('\n')
  return { log, stdout, most: watch.all(), first }
}

test.runIf(onLinux)('case 23: a gigabyte of prints', async () => {
  const here = place()
  const { log, stdout, most, first } = await noise(here, 'gigabyte')
  expect(log[0]).toMatch(/ stdout the first line$/)
  expect(log.at(-1)).toMatch(/ stdout the last line$/)
  const gap = log.find((row) => row.includes('left out here'))
  const left = Number(/… ([\d,]+) lines/.exec(gap ?? '')?.[1]?.replaceAll(',', ''))
  expect(log.length - 1 + left).toBe(1_000_002)
  expect(most - first).toBeLessThan(200)
  expect(stdout.length).toBeLessThan(100 * 1024 * 1024)
})

test.runIf(onLinux)('case 23: a line of a hundred megabytes, whole and in pieces', async () => {
  const { log, most, first } = await noise(place(), 'long_line')
  expect(log[0]).toMatch(/ stdout before$/)
  expect(log[1]).toMatch(/ stdout y{60000}/)
  expect(log.at(-1)).toMatch(/ stdout after$/)
  expect(log.at(-2)).toMatch(/ stdout z+$/)
  // The job itself holds the line, and its pieces once more.
  expect(most - first).toBeLessThan(500)
})

test('case 23: bytes that are no text, NUL and escape sequences', async () => {
  const here = place()
  const { log, stdout } = await noise(here, 'odd')
  expect(log[0]).toContain('nul \0 inside')
  expect(log.at(-1)).toMatch(/ stdout after$/)
  const last = lines(stdout).at(-1)
  expect(last).toMatchObject({ type: 'result' })
  expect(lines(stdout).filter(({ type }) => type === 'log').length).toBeGreaterThan(3)

  const shown = await here.gilder(['--run', `${file}:odd`])
  expect(shown.code).toBe(0)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(shown.stderr + shown.stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
  expect(shown.stderr).toContain('nul  inside, red, , ')
})

test('case 23: what runs beside it ends as ever', async () => {
  const here = place()
  const clean = await here.gilder(['--run', job('steady.py')])
  const noisy = here.start(['--run', `${file}:gigabyte`, '--quiet', '--param', 'megabytes=300'])
  const beside = await here.gilder(['--run', job('steady.py')])
  expect((await noisy.ended).code).toBe(0)
  expect(clean.stdout).toMatch(/[0-9a-f]{64}/)
  const plain = ({ stdout }: Ended): string => stdout.replaceAll(/runs\/[^/]+/g, 'runs/x')
  expect(plain(beside)).toBe(plain(clean))
})
