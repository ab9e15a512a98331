import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { JobSpec } from '../../app/contract/job'
import { job, lines, place, root, shipped } from './gilder'

describe('--list', () => {
  test('names the shipped jobs', async () => {
    const { code, stdout, stderr } = await place().gilder(['--list'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(shipped).toContain('kmeans')
    expect(stdout).toMatch(new RegExp(`^${shipped.map((name) => `${name} +\\S.*\\n`).join('')}$`))
  })

  test('as JSON, with everything a form needs', async () => {
    const { code, stdout } = await place().gilder(['--list', '--json'])
    expect(code).toBe(0)
    const jobs = lines(stdout).map(({ type, name, ...spec }) => {
      expect(name).toBe(spec.id)
      expect(type).toBe('job')
      return JobSpec.parse(spec)
    })
    expect(jobs.map(({ id }) => id)).toEqual(shipped)
  })
})

describe("one's own jobs", () => {
  test('are listed under their folders by the names that --run takes, and broken ones are told', async () => {
    const here = place()
    for (const [name, content] of Object.entries({
      'data/jobs/rate.py': 'def rate(rate: float = 0.5) -> float:\n    return 2 * rate\n',
      'data/jobs/two.py': 'def one() -> int:\n    return 1\ndef other() -> int:\n    return 2\n',
      'lab/broken.py': 'def broken(:\n',
      'lab/kmeans.py': 'def kmeans() -> int:\n    return 7\n',
    })) {
      mkdirSync(join(here.path(name), '..'), { recursive: true })
      writeFileSync(here.path(name), content)
    }
    const strict = { env: { GILDER_TRUST: '' } }
    expect((await here.gilder(['--add-folder', here.path('lab')], strict)).code).toBe(0)
    const { code, stdout, stderr } = await here.gilder(['--list'], strict)
    expect(code).toBe(0)
    const [, standard, added] = stdout.split('\n\n')
    expect(standard).toBe(`In ${here.path('data/jobs')}:\nrate       Rate\ntwo.one    One\ntwo.other  Other`)
    expect(added).toBe(`In ${here.path('lab')}:\nkmeans  Kmeans\n`)
    expect(stderr).toContain('Line 1, column 12 of broken.py is not valid Python')

    const listed = lines((await here.gilder(['--list', '--json'], strict)).stdout)
    expect(listed.map(({ name }) => name)).toEqual([...shipped, 'rate', 'two.one', 'two.other', 'kmeans'])
    expect((await here.gilder(['--run', 'two.other', '--quiet'], strict)).stdout).toContain('2')
    // A shipped job keeps its name, whatever lies in a folder.
    expect((await here.gilder(['--describe', 'kmeans'], strict)).stdout).toContain('K-means clustering')
    expect((await here.gilder(['--run', 'rat'], strict)).code).toBe(2)
  })
})

describe('--describe', () => {
  test('shows parameters with type, range, default and help, and commands to copy', async () => {
    const { code, stdout, stderr } = await place().gilder(['--describe', 'kmeans'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^kmeans: /)
    expect(stdout).toMatch(/ {2}k {2}integer from 2 to \d+, default 3\n/)
    expect(stdout).toMatch(/ {2}columns {2}numeric columns of table, comma separated/)
    expect(stdout).toContain('gilder --run kmeans --input table=PATH')
    expect(stdout).toContain('iris.csv')
  })

  test('the command of a sample works as it stands', async () => {
    const here = place()
    const { stdout } = await here.gilder(['--describe', 'describe', '--json'])
    const [spec] = lines(stdout).map((line) => JobSpec.parse(line))
    const [sample] = spec?.samples ?? []
    const inputs = Object.entries(sample?.params ?? {}).map(
      ([name, value]) => `--param=${name}=${String(value)}`,
    )
    expect(inputs.length).toBeGreaterThan(0)
    expect(await here.gilder(['--run', 'describe', '--quiet', ...inputs])).toMatchObject({
      code: 0,
      stderr: '',
    })
  })

  test("one's own file, by a relative path", async () => {
    const { code, stdout } = await place().gilder(['--describe', 'tests/cli/jobs/kinds.py'], { cwd: root })
    expect(code).toBe(0)
    expect(stdout).toContain('count  integer from 1 to 10, required')
    expect(stdout).toContain('mode  one of fast, exact, default fast')
    expect(stdout).toContain('gilder --run tests/cli/jobs/kinds.py --param count=VALUE')
  })

  test('one function of several', async () => {
    const { code, stdout } = await place().gilder(['--describe', `${job('slow.py')}:deaf`])
    expect(code).toBe(0)
    expect(stdout).toContain('Never looks whether it is cancelled.')
  })
})

describe('--version', () => {
  test('Gilder, Python and the packages', async () => {
    const { code, stdout, stderr } = await place().gilder(['--version'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Gilder \d+\.\d+\.\d+\nPython 3\.11\.\d+ in .*\nnumpy \d.*pandas \d.*torch \d/)
  })

  test('as JSON, with all packages', async () => {
    const [line] = lines((await place().gilder(['--version', '--json'])).stdout)
    expect(line).toMatchObject({ type: 'version', packages: { pydantic: expect.any(String) } })
  })
})

test('--help goes to standard output', async () => {
  const { code, stdout, stderr } = await place().gilder(['--help'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('Exit codes')
})
