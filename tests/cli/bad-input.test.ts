/** Everything a person can get wrong: a sentence, what to do, the right code, no traceback, nothing half-written. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { job, lines, type Place, place, samples, shipped } from './gilder'

interface Case {
  readonly name: string
  readonly args: (here: Place) => readonly string[]
  readonly code: number
  /** Parts of the message, in order. */
  readonly says: readonly string[]
  /** Whether Python had to be started to find out; then there is a record of the failed run. */
  readonly ran?: true
}

const kmeans = (...params: readonly string[]): readonly string[] => [
  '--run',
  'kmeans',
  '--input',
  samples.iris,
  ...params.flatMap((param) => ['--param', param]),
]

const cases: readonly Case[] = [
  { name: 'no flag at all', args: () => [], code: 2, says: ['There is nothing to do.', '--help'] },
  {
    name: 'a misspelt flag',
    args: () => ['--lst'],
    code: 2,
    says: ["Unknown option '--lst'.", 'Did you mean --list?'],
  },
  {
    name: 'a word',
    args: () => ['run', 'describe'],
    code: 2,
    says: ['"run" is not a flag.', 'Did you mean --run?'],
  },
  {
    name: 'an unknown job',
    args: () => ['--run', 'kmean'],
    code: 2,
    says: ['There is no job named "kmean". Did you mean "kmeans"?', shipped.join(', ')],
  },
  {
    name: 'an unknown job to describe',
    args: () => ['--describe', 'histogram'],
    code: 2,
    says: ['There is no job named "histogram".', shipped.join(', ')],
  },
  {
    name: 'a missing parameter',
    args: () => ['--run', 'kmeans', '--param', 'k=3'],
    code: 2,
    says: ['parameter table: A value is needed.', '--describe kmeans'],
  },
  {
    name: 'a misspelt parameter',
    args: () => kmeans('sed=3'),
    code: 2,
    says: ['parameter sed: There is no such parameter. Did you mean "seed"?', '--describe kmeans'],
  },
  {
    name: 'a wrong type',
    args: () => kmeans('k=three'),
    code: 2,
    says: ['k ', 'three', '--describe kmeans'],
  },
  {
    name: 'out of range',
    args: () => kmeans('k=1'),
    code: 2,
    says: ['k must be at least 2', '1', '--describe kmeans'],
  },
  {
    name: 'several at once',
    args: () => kmeans('k=1', 'seed=-1'),
    code: 2,
    says: ['gilder: k must', 'gilder: seed must', '--describe kmeans'],
  },
  {
    name: 'a missing input file',
    args: (here) => ['--run', 'describe', '--input', here.path('none.csv')],
    code: 4,
    says: ['none.csv cannot be read: it does not exist.', 'Check the path'],
  },
  {
    name: 'a folder for a file',
    args: (here) => ['--run', 'describe', '--input', here.folder],
    code: 4,
    says: ['is not a regular file.', 'Give the path of a file.'],
  },
  {
    name: 'a misspelt input',
    args: () => ['--run', 'describe', '--input', 'tabel=x.csv'],
    code: 2,
    says: ['There is no input named "tabel".', 'Did you mean "table"?'],
  },
  {
    name: 'a parameters file that is missing',
    args: (here) => ['--run', 'kmeans', '--params', here.path('none.json')],
    code: 4,
    says: ['none.json: it does not exist.'],
  },
  {
    name: 'a parameters file that is no JSON',
    args: (here) => {
      writeFileSync(here.path('p.json'), 'k=3')
      return ['--run', 'kmeans', '--params', here.path('p.json')]
    },
    code: 2,
    says: ['p.json is not JSON: "k" is not expected at line 1, column 1.'],
  },
  {
    name: 'a CSV of random bytes',
    args: (here) => {
      writeFileSync(here.path('bad.csv'), randomBytes(5000))
      return ['--run', 'describe', '--input', here.path('bad.csv')]
    },
    code: 4,
    says: ['bad.csv'],
    ran: true,
  },
  {
    name: 'an empty CSV',
    args: (here) => {
      writeFileSync(here.path('empty.csv'), '')
      return ['--run', 'describe', '--input', here.path('empty.csv')]
    },
    code: 4,
    says: ['empty.csv'],
    ran: true,
  },
  {
    name: 'a column of text for k-means',
    args: () => kmeans('columns=species'),
    code: 2,
    says: ['species', 'does not hold numbers', 'sepal_length_cm'],
    ran: true,
  },
  {
    name: 'a column that is not there',
    args: () => kmeans('columns=sepal_lenght_cm'),
    code: 2,
    says: ['sepal_lenght_cm'],
    ran: true,
  },
  {
    name: 'an output folder below a file',
    args: (here) => {
      writeFileSync(here.path('file'), '')
      return [...kmeans(), '--out', here.path('file', 'out')]
    },
    code: 2,
    says: ['The output folder', 'cannot be written: a part of its path is a file', '--out'],
  },
  {
    name: 'an output folder where nobody may write',
    args: () => [...kmeans(), '--out', '/proc/gilder'],
    code: 2,
    says: ['The output folder /proc/gilder cannot be written', '--out'],
  },
  {
    name: 'a job file that is missing',
    args: (here) => ['--run', here.path('mine.py')],
    code: 4,
    says: ['mine.py cannot be read: it does not exist.'],
  },
  {
    name: 'a job file that is no Python',
    args: (here) => {
      writeFileSync(here.path('bad.py'), 'def (:\n')
      return ['--run', here.path('bad.py')]
    },
    code: 1,
    says: ['Line 1, column 5 of bad.py is not valid Python'],
  },
  {
    name: 'a job file that fails to import',
    args: (here) => {
      writeFileSync(here.path('bad.py'), 'import no_such_package\n')
      return ['--describe', here.path('bad.py')]
    },
    code: 1,
    says: ["There is no package named 'no_such_package'"],
  },
  {
    name: 'a file with several jobs',
    args: () => ['--run', job('slow.py')],
    code: 2,
    says: ['holds 3 jobs.', 'slow.py:slow', 'slow.py:deaf'],
  },
  {
    name: 'a function that is not in the file',
    args: () => ['--run', `${job('slow.py')}:slwo`],
    code: 2,
    says: ['has no job "slwo". Did you mean "slow"?'],
  },
  {
    name: 'a data folder below a file',
    args: (here) => {
      writeFileSync(here.path('file'), '')
      return [...kmeans(), '--data', here.path('file', 'data')]
    },
    code: 2,
    says: ['Gilder cannot write to', 'a part of its path is a file', '--data'],
  },
]

describe.each(cases)('$name', ({ args, code, says, ran }) => {
  test('is said in a sentence', async () => {
    const here = place()
    const flags = args(here)
    const before = readdirSync(here.folder)
    const ended = await here.gilder(flags)

    expect(ended.stdout).toBe('')
    expect(ended.stderr).toMatch(/^gilder: \S/m)
    let from = 0
    for (const part of says) {
      expect(ended.stderr.slice(from), ended.stderr).toContain(part)
      from = ended.stderr.indexOf(part, from) + part.length
    }
    expect(ended.stderr).not.toContain('Traceback')
    expect(ended.stderr).not.toMatch(/^ +at .*\(.*:\d+:\d+\)$/m)
    expect(ended.code).toBe(code)
    expect(here.runs().map(({ state }) => state)).toEqual(ran ? ['failed'] : [])
    expect(readdirSync(here.folder).filter((name) => name !== 'data')).toEqual(before)
  })
})

describe('a job that raises', () => {
  test('is told with its own line; the traceback comes with --verbose', async () => {
    const args = ['--run', `${job('broken.py')}:raises`]
    const plain = await place().gilder(args)
    expect(plain).toMatchObject({ code: 1, stdout: '' })
    expect(plain.stderr).toContain('gilder: ValueError: odd value\n')
    expect(plain.stderr).toContain('raise ValueError("odd value")')
    expect(plain.stderr).not.toContain('Traceback')
    expect((await place().gilder([...args, '--verbose'])).stderr).toContain(
      'Traceback (most recent call last)',
    )
  })

  test('out of memory is 6, sys.exit is a failure', async () => {
    expect((await place().gilder(['--run', `${job('broken.py')}:starves`])).code).toBe(6)
    expect((await place().gilder(['--run', `${job('broken.py')}:ends`])).code).toBe(1)
  })
})

describe('--json tells errors as lines', () => {
  test.each([
    ['usage', ['--run', 'kmean'], { exit: 2, error: { kind: 'usage' } }],
    ['flags', ['--lst'], { exit: 2, error: { kind: 'usage' } }],
    ['parameters', kmeans('k=1'), { exit: 2, error: null, problems: [{ field: 'k' }], job: 'kmeans' }],
    [
      'job',
      ['--run', `${job('broken.py')}:raises`],
      { exit: 1, error: { kind: 'job', type: 'ValueError' }, state: 'failed' },
    ],
  ])('%s', async (_name, args, expected) => {
    const { code, stdout } = await place().gilder([...args, '--json'])
    const last = lines(stdout).at(-1)
    expect(last).toMatchObject({ type: 'error', ...expected })
    expect(code).toBe(expected.exit)
    expect(JSON.stringify(last)).not.toContain('Traceback')
  })
})

test('a refused run makes no data folder', async () => {
  const here = place()
  mkdirSync(here.path('elsewhere'))
  await here.gilder([
    '--run',
    'kmeans',
    '--input',
    here.path('none.csv'),
    '--data',
    here.path('elsewhere', 'data'),
  ])
  expect(existsSync(here.path('elsewhere', 'data', 'runs'))).toBe(false)
})
