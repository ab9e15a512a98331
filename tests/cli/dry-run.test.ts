import { existsSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { job, lines, type Place, place, samples } from './gilder'

const kmeans = ['--run', 'kmeans', '--input', samples.iris, '--param', 'k=2']

test('shows what would be, and leaves no trace', async () => {
  const here = place()
  const out = here.path('deep', 'out')
  const { code, stdout, stderr } = await here.gilder([
    ...kmeans,
    '--dry-run',
    '--out',
    out,
    '--timeout',
    '60',
  ])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^kmeans: K-means clustering\n/)
  expect(stdout).toMatch(/^ {2}k +2$/m)
  expect(stdout).toMatch(/^ {2}seed +0$/m)
  expect(stdout).toContain(`${samples.iris} (3.9 kB)`)
  expect(stdout).toContain(out)
  expect(stdout).toMatch(/Nothing was run: .*\n$/)
  expect([here.data, here.path('deep')].filter(existsSync)).toEqual([])
})

test('as JSON', async () => {
  const here = place()
  const { code, stdout } = await here.gilder([...kmeans, '--dry-run', '--json'])
  expect(code).toBe(0)
  expect(lines(stdout)).toEqual([
    expect.objectContaining({
      type: 'plan',
      version: 1,
      job: 'kmeans',
      params: expect.objectContaining({ k: 2, seed: 0, table: samples.iris }),
      inputs: [
        expect.objectContaining({ param: 'table', bytes: 3870, sha256: expect.stringMatching(/^\w{64}$/) }),
      ],
      sweep: null,
      out: null,
    }),
  ])
  expect(existsSync(here.data)).toBe(false)
})

test('of a sweep', async () => {
  const here = place()
  const args = ['--run', 'kmeans', '--input', samples.iris, '--sweep', 'k=2:10', '--dry-run']
  const { code, stdout } = await here.gilder(args)
  expect(code).toBe(0)
  expect(stdout).toMatch(/^ {2}k +swept, first 2$/m)
  expect(stdout).toMatch(/^ {2}points +9$/m)
  expect(existsSync(here.data)).toBe(false)
})

interface Refused {
  readonly name: string
  readonly args: (here: Place) => readonly string[]
  readonly code: number
}
const refused: readonly Refused[] = [
  { name: 'an unknown job', args: () => ['--run', 'none'], code: 2 },
  { name: 'a parameter out of range', args: () => [...kmeans, '--param', 'k=0'], code: 2 },
  { name: 'a point out of range', args: () => [...kmeans.slice(0, 4), '--sweep', 'k=0:3'], code: 2 },
  { name: 'a missing input', args: (here) => ['--run', 'describe', '--input', here.path('no.csv')], code: 4 },
  { name: 'a file with several jobs', args: () => ['--run', job('slow.py')], code: 2 },
  {
    name: 'an output folder below a file',
    args: (here) => {
      writeFileSync(here.path('file'), '')
      return [...kmeans, '--out', here.path('file', 'out')]
    },
    code: 2,
  },
  {
    name: 'a data folder below a file',
    args: (here) => {
      writeFileSync(here.path('file'), '')
      return [...kmeans, '--data', here.path('file', 'data')]
    },
    code: 2,
  },
]

describe.each(refused)('$name', ({ args, code }) => {
  test('is refused as the run itself would be', async () => {
    const here = place()
    const given = args(here)
    const dry = await here.gilder([...given, '--dry-run'])
    const real = await here.gilder(given)
    expect(dry.code).toBe(code)
    expect(dry).toEqual(real)
  })
})

test('without a runtime the exit code says so', async () => {
  const here = place()
  const env = { GILDER_RUNTIME: here.path('nowhere') }
  expect((await here.gilder([...kmeans, '--dry-run'], { env })).code).toBe(3)
})
