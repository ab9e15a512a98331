import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Preview } from '../../app/contract/result'
import { job, lines, place, python, samples } from './gilder'

/** What pandas says about the same file, computed without Gilder. */
const TRUTH = `
import json, sys, pandas
table = pandas.read_csv(sys.argv[1])
numbers = table.select_dtypes("number").describe()
print(json.dumps({name: {key: float(value) for key, value in numbers[name].items()} for name in numbers}))
`

type Truth = Readonly<Record<string, Readonly<Record<string, number>>>>
type Row = Readonly<Record<string, unknown>>

interface Result {
  readonly name: string
  readonly preview: unknown
  readonly files: readonly { readonly path: string }[]
}

const resultsOf = (line: Row | undefined): readonly Result[] => (line?.results ?? []) as readonly Result[]

function tableOf(line: Row | undefined, name: string): readonly Row[] {
  const preview = Preview.parse(resultsOf(line).find((result) => result.name === name)?.preview)
  if (preview.kind !== 'table') throw new Error(`${name} is no table.`)
  return preview.rows.map((row) =>
    Object.fromEntries(preview.columns.map((column, index) => [column.name, row[index]])),
  )
}

describe('describe', () => {
  test('says what pandas says', async () => {
    const { code, stdout } = await place().gilder([
      '--run',
      'describe',
      '--input',
      samples.penguins,
      '--json',
    ])
    expect(code).toBe(0)
    const rows = tableOf(lines(stdout).at(-1), 'statistics')
    const truth = (await python(TRUTH, samples.penguins)) as Truth
    expect(Object.keys(truth).length).toBeGreaterThan(3)
    for (const [column, numbers] of Object.entries(truth)) {
      const row = rows.find((one) => one.column === column)
      for (const [ours, theirs] of Object.entries({ '25 %': '25%', median: '50%', '75 %': '75%' })) {
        expect(row?.[ours], `${ours} of ${column}`).toBeCloseTo(numbers[theirs] ?? Number.NaN, 9)
      }
      for (const name of ['count', 'mean', 'std', 'min', 'max']) {
        expect(row?.[name], `${name} of ${column}`).toBeCloseTo(numbers[name] ?? Number.NaN, 9)
      }
    }
  })

  test('for a person: the table on standard output and nothing else there', async () => {
    const here = place()
    const { code, stdout, stderr } = await here.gilder([
      '--run',
      'describe',
      '--input',
      `table=${samples.penguins}`,
    ])
    expect(code).toBe(0)
    expect(stdout).toMatch(/column +type +count/)
    expect(stdout).toMatch(/Body Mass \(g\).*342/)
    expect(stdout).toMatch(/histogram, \d+ bins from 2700 to 6300 → .*json/)
    expect(
      Math.max(
        ...stdout
          .split('\n')
          .filter((row) => !row.includes('→'))
          .map((row) => row.length),
      ),
    ).toBeLessThanOrEqual(100)
    expect(stderr).toMatch(/Done in \d+\.\d s\. The results are in /)
    const [run] = here.runs()
    expect(run).toMatchObject({
      state: 'done',
      owner: null,
      error: null,
      inputs: [{ param: 'table', path: samples.penguins, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    })
    expect(run?.seconds).toBeGreaterThan(0)
  })

  test('--quiet leaves the result alone', async () => {
    const { stdout, stderr } = await place().gilder([
      '--run',
      'describe',
      '--input',
      samples.penguins,
      '--quiet',
    ])
    expect(stderr).toBe('')
    expect(stdout).toContain('column')
  })
})

describe('--json', () => {
  test('is a stream of known lines in order, and nothing on standard error', async () => {
    const args = ['--run', 'kmeans', '--input', samples.iris, '--param', 'k=3', '--param', 'seed=7', '--json']
    const { code, stdout, stderr } = await place().gilder(args)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const all = lines(stdout)
    expect(all[0]).toMatchObject({ type: 'run', version: 1, job: 'kmeans', params: { k: 3, seed: 7 } })
    expect(all.at(-1)).toMatchObject({ type: 'result', run: all[0]?.run, seconds: expect.any(Number) })
    const between = all.slice(1, -1)
    expect(between.filter(({ type }) => type === 'progress').length).toBeGreaterThan(0)
    const fractions = between.flatMap(({ type, fraction }) =>
      type === 'progress' && typeof fraction === 'number' ? [fraction] : [],
    )
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    const files = resultsOf(all.at(-1)).flatMap((result) => result.files)
    expect(files.length).toBeGreaterThan(4)
    for (const { path } of files) expect(existsSync(path)).toBe(true)
    expect(tableOf(all.at(-1), 'labels')).toHaveLength(150)
  })

  test('what a job prints is a log line, whatever it prints', async () => {
    const { stdout } = await place().gilder(['--run', job('kinds.py'), '--param', 'count=3', '--json'])
    const logs = lines(stdout).filter(({ type }) => type === 'log')
    expect(logs.map(({ level, text }) => [level, text])).toEqual([
      ['stdout', 'printed by the job'],
      ['stdout', '\u001b[2J\u001b]0;title\u0007coloured \u001b[31mred\u001b[0m'],
      ['info', 'a note of the job'],
    ])
  })
})

describe('parameters', () => {
  const said = async (args: readonly string[], input?: string): Promise<string> => {
    const { stdout, stderr } = await place().gilder(
      ['--run', job('kinds.py'), '--quiet', ...args],
      input === undefined ? {} : { input },
    )
    expect(stderr).toBe('')
    return stdout.split('\n')[0]?.replace(/^Said: /, '') ?? ''
  }

  test('from flags, each by its type', async () => {
    const values = ['count=3', 'ratio=1e-3', 'flag=yes', 'names=a,b', 'mode=exact', 'colour=green', 'limit=7']
    expect(await said(values.flatMap((value) => ['--param', value]))).toBe(
      "3 0.001 True ('a', 'b') 'exact' <Colour.GREEN: 'green'> 7",
    )
  })

  test('none for an optional one, JSON for names with commas, big integers exact', async () => {
    const values = ['count=3', 'limit=none', 'names=["a,b"]']
    expect(await said(values.flatMap((value) => ['--param', value]))).toContain("('a,b',) 'fast'")
    expect(await said(['--param', 'count=1', '--param', 'limit=9007199254740993'])).toMatch(
      / 9007199254740993$/,
    )
  })

  test('from standard input, with flags on top', async () => {
    const text = '{"count": 2, "names": ["x"], "flag": true}'
    expect(await said(['--params', '-', '--param', 'count=4'], text)).toMatch(/^4 0\.5 True \('x',\)/)
  })

  test('text, numbers and values are shown apart from what the job prints', async () => {
    const { stdout, stderr } = await place().gilder(['--run', job('kinds.py'), '--param', 'count=3'])
    expect(stdout).toMatch(/^Said: 3 0\.5 .*\nAnswer: 42\nHalf: 0\.5\n$/)
    // The job's own escape sequences do nothing to the terminal.
    expect(stderr).toMatch(/^printed by the job\ncoloured red\na note of the job\nDone in /)
  })
})

describe('--out', () => {
  test('the result files are there under their names, and the text points to them', async () => {
    const here = place()
    const out = here.path('deep', 'out')
    const args = ['--run', 'kmeans', '--input', samples.iris, '--out', out]
    const { code, stdout, stderr } = await here.gilder(args)
    expect(code).toBe(0)
    expect(readdirSync(out)).toEqual(
      expect.arrayContaining(['centres.csv', 'labels.csv', 'labels.parquet', 'scatter.json']),
    )
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([])
    expect(
      readFileSync(here.path('deep', 'out', 'labels.csv'), 'utf8')
        .trimEnd()
        .split('\n'),
    ).toHaveLength(151)
    expect(stdout).toContain(here.path('deep', 'out', 'scatter.json'))
    expect(stderr).toContain(`The results are in ${out}`)
  })

  test('a file that exists is not replaced unless forced; the run is kept', async () => {
    const here = place()
    mkdirSync(here.path('out'))
    writeFileSync(here.path('out', 'result.json'), 'mine')
    const args = ['--run', job('kinds.py'), '--param', 'count=3', '--out', here.path('out')]
    const refused = await here.gilder(args)
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain('result.json exists already.')
    expect(refused.stderr).toContain('--force')
    expect(readdirSync(here.path('out'))).toEqual(['result.json'])
    expect(readFileSync(here.path('out', 'result.json'), 'utf8')).toBe('mine')
    const [run] = here.runs()
    expect(run?.state).toBe('done')
    const kept = `The results are kept in ${here.path('data', 'runs', run?.id ?? '')}.`
    expect(refused.stderr).toContain(kept)
    const again = await here.gilder([...args, '--json'])
    expect(lines(again.stdout).at(-1)).toMatchObject({
      type: 'error',
      exit: 2,
      run: expect.stringContaining('kinds'),
      state: 'done',
      error: { kind: 'output', hint: expect.stringContaining('The results are kept in ') },
    })

    expect((await here.gilder([...args, '--force'])).code).toBe(0)
    expect(readFileSync(here.path('out', 'result.json'), 'utf8')).toContain('42')
  })

  test('a failed run leaves no folder', async () => {
    const here = place()
    const args = ['--run', `${job('broken.py')}:raises`, '--out', here.path('new', 'out')]
    expect((await here.gilder(args)).code).toBe(1)
    expect(existsSync(here.path('new'))).toBe(false)
  })
})

test('a reader who has seen enough is no error', async () => {
  const here = place()
  const { child, ended } = here.start(['--run', 'describe', '--input', samples.penguins, '--quiet'])
  child.stdout?.destroy()
  expect(await ended).toMatchObject({ code: 0, stderr: '' })
  expect(here.runs()[0]?.state).toBe('done')
})

test('two at once in one data folder do not meet', async () => {
  const here = place()
  const args = ['--run', 'describe', '--input', samples.penguins, '--quiet']
  const ended = await Promise.all([here.gilder(args), here.gilder(args)])
  expect(ended.map(({ code }) => code)).toEqual([0, 0])
  expect(here.runs().map(({ state }) => state)).toEqual(['done', 'done'])
})
