import { describe, expect, test } from 'vitest'
import { exitCodeOfKind, exitCodeOfRun } from '../../../app/cli/exit-code'
import { errorText, placeText, problemsText } from '../../../app/cli/terminal/error-text'
import { describeText, listText } from '../../../app/cli/terminal/job-text'
import { cellText } from '../../../app/cli/terminal/number'
import { plain } from '../../../app/cli/terminal/plain'
import { reporter } from '../../../app/cli/terminal/progress'
import { resultText, type Shown } from '../../../app/cli/terminal/result-text'
import type { Screen } from '../../../app/cli/terminal/streams'
import { table } from '../../../app/cli/terminal/table'
import { fit, width } from '../../../app/cli/terminal/width'
import { ErrorKind } from '../../../app/contract/error'
import type { TablePreview } from '../../../app/contract/result'
import { RunState } from '../../../app/contract/run'
import { draft, spec } from '../core/sample-run'

describe('width', () => {
  test.each([
    ['abc', 3],
    ['größe', 5],
    ['測试', 4],
    ['e\u0301', 1],
    ['🙂', 2],
  ])('%s', (text, columns) => {
    expect(width(text)).toBe(columns)
  })

  test('a text is cut where it does not fit', () => {
    expect([fit('abcdef', 6), fit('abcdef', 5), fit('測试測试', 5)]).toEqual(['abcdef', 'abcd…', '測试…'])
  })
})

describe('table', () => {
  const columns = [
    { name: 'column', right: false },
    { name: 'mean', right: true },
    { name: 'count', right: true },
  ]
  const rows = [
    ['sepal', '5.84333', '150'],
    ['測', '3', '7'],
  ]

  test('columns line up, numbers on the right', () => {
    expect(table(columns, rows, 100)).toBe(
      ['column     mean  count', 'sepal   5.84333    150', '測            3      7'].join('\n'),
    )
  })

  test('what is too wide goes on below, with the first column again', () => {
    expect(table(columns, rows, 18)).toBe(
      [
        'column     mean',
        'sepal   5.84333',
        '測            3',
        '',
        'column  count',
        'sepal     150',
        '測          7',
      ].join('\n'),
    )
  })

  test('no rows, no columns, ragged rows, cells with line breaks', () => {
    expect(table(columns, [], 100)).toBe('column  mean  count')
    expect(table([], [], 100)).toBe('')
    expect(table(columns, [['a\nb'], []], 100)).toBe('column  mean  count\na b\n')
  })
})

describe('cells', () => {
  test.each([
    [null, '–'],
    [150, '150'],
    [5.843333333, '5.84333'],
    [1e-10, '1e-10'],
    [-0.1 - 0.2, '-0.3'],
    [12345678.9, '12345700'],
    [true, 'true'],
    ['inf', 'inf'],
  ])('%s', (cell, expected) => {
    expect(cellText(cell)).toBe(expected)
  })
})

test('nothing from a job moves the cursor', () => {
  expect(plain('\u001b[2Ja\u001b[31mb\u001b[0m\u001b]0;title\u0007c\rd\be\u009b1m\u202ef\tg\nh')).toBe(
    'abcde1mf\tg\nh',
  )
})

describe('errors', () => {
  test('the cause stands before what to do, and the part of the line that is meant is underlined', () => {
    const line = {
      file: '/x/job.py',
      number: 2,
      text: '漢 = x / 0',
      column: 5,
      mark: [4, 9] as [number, number],
    }
    const cause = { id: 'division-by-zero', certainty: 'likely', text: 'It is 0.' } as const
    expect(errorText({ kind: 'input', message: 'odd', cause, hint: 'Look.', line }, false)).toBe(
      'gilder: odd.\n  /x/job.py, line 2:\n    漢 = x / 0\n         ^^^^^\n  Likely cause: It is 0.\n  Look.\n',
    )
    expect(placeText({ ...line, mark: undefined })).toBe('  /x/job.py, line 2: 漢 = x / 0\n')
    const said = errorText({ kind: 'input', message: 'odd', cause: { id: 'x', certainty: 'certain' } }, false)
    expect(said).toBe('gilder: odd.\n')
  })

  test('what is wrong, then what to do; the traceback only when asked for', () => {
    const report = {
      kind: 'input',
      message: 'It is gone.',
      hint: 'Look again.',
      traceback: 'Traceback:\n  x',
    } as const
    expect(errorText(report, false)).toBe('gilder: It is gone.\n  Look again.\n')
    expect(errorText(report, true)).toBe('gilder: It is gone.\n  Look again.\n  Traceback:\n    x\n')
  })

  test("an exception of the job's own is named, with the line that raised", () => {
    const line = { file: 'mine.py', number: 7, text: "    raise ValueError('odd')" }
    expect(errorText({ kind: 'job', message: 'odd', type: 'ValueError', line }, false)).toBe(
      "gilder: ValueError: odd\n  mine.py, line 7: raise ValueError('odd')\n",
    )
  })

  test('each parameter has its line', () => {
    const problems = [
      { field: 'k', message: 'k must be at most 50' },
      { field: 'sed', message: 'There is no such parameter.' },
      { field: '', message: 'The file is gone.' },
    ]
    expect(problemsText(null, problems)).not.toContain('--describe')
    expect(problemsText('kmeans', problems)).toBe(
      'gilder: k must be at most 50.\ngilder: parameter sed: There is no such parameter.\ngilder: The file is gone.\n' +
        '  See "gilder --describe kmeans" for the parameters.\n',
    )
  })
})

describe('exit codes', () => {
  test('of every kind of error', () => {
    const codes = Object.fromEntries(ErrorKind.options.map((kind) => [kind, exitCodeOfKind(kind)]))
    expect(codes).toEqual({
      usage: 2,
      parameters: 2,
      trust: 2,
      input: 4,
      output: 2,
      job: 1,
      result: 1,
      runtime: 3,
      memory: 6,
      timeout: 5,
      crash: 6,
      cluster: 3,
      internal: 6,
    })
  })

  test('of every end of a run', () => {
    const codes = RunState.options.map((state) => [state, exitCodeOfRun({ ...draft, id: 'x', state })])
    expect(Object.fromEntries(codes)).toMatchObject({
      done: 0,
      failed: 1,
      cancelled: 130,
      crashed: 6,
      interrupted: 130,
    })
    const error = { kind: 'memory', message: 'Too big.' } as const
    expect(exitCodeOfRun({ ...draft, id: 'x', state: 'failed', error })).toBe(6)
  })
})

describe('jobs', () => {
  test('a list is one line each', () => {
    const long = { ...spec, id: 'k', title: 'x'.repeat(200) }
    const listed = [spec, long].map((job) => ({ name: job.id, job }))
    expect(listText(null, listed, 40)).toBe(`mean  Mean\nk     ${'x'.repeat(33)}…\n`)
    expect(listText('In /home/ada/jobs:', [], 40)).toBe('In /home/ada/jobs:\n')
  })

  test('a description has types, ranges, defaults, help and a command', () => {
    const text = describeText(
      {
        ...spec,
        doc: 'More words.',
        params: {
          type: 'object',
          properties: {
            table: { type: 'string', 'x-gilder': { widget: 'table', accept: ['.csv', '.parquet'] } },
            k: { type: 'integer', minimum: 2, maximum: 50, default: 3, description: 'Number of groups.' },
            start: { enum: ['random', 'first'], type: 'string', default: 'random' },
            columns: {
              type: 'array',
              default: [],
              'x-gilder': { widget: 'columns', of: 'table', numeric: true },
            },
            limit: { anyOf: [{ type: 'number', minimum: 0 }, { type: 'null' }], default: null },
          },
          required: ['table'],
        },
        samples: [{ label: 'Iris', params: { table: '/a b/iris.csv', k: 4, columns: ['x', 'y'] } }],
      },
      'mean',
    )
    expect(text).toContain('mean: Mean')
    expect(text).toContain('More words.')
    expect(text).toContain('  table  table file (.csv, .parquet), required')
    expect(text).toContain('  k  integer from 2 to 50, default 3\n      Number of groups.')
    expect(text).toContain('  start  one of random, first, default random')
    expect(text).toContain('  columns  numeric columns of table, comma separated, default none')
    expect(text).toContain('  limit  number from 0, default none')
    expect(text).toContain('gilder --run mean --input table=PATH\n')
    expect(text).toContain('gilder --run mean --input "table=/a b/iris.csv" --param k=4 --param columns=x,y')
  })
})

describe('results', () => {
  const preview: TablePreview = {
    kind: 'table',
    columns: [{ name: 'a', dtype: 'int64', numeric: true }],
    rows: [[1], [null]],
    total: 2,
  }
  const one = (shown: Shown['preview'], file: string | null = '/r/x.csv'): Shown => ({
    label: 'X',
    preview: shown,
    file,
  })

  test('a table alone needs no heading, and says what is missing', () => {
    expect(resultText([one(preview)], 100)).toBe('a\n1\n–\n')
    expect(resultText([one({ ...preview, total: 1002 })], 100)).toBe(
      'a\n1\n–\n… 1,000 more rows → /r/x.csv\n',
    )
  })

  test('a long table shows its beginning', () => {
    const rows = Array.from({ length: 100 }, (_, index) => [index])
    const text = resultText([one({ ...preview, rows, total: 100 })], 100)
    expect(text.split('\n')).toHaveLength(1 + 20 + 1 + 1)
    expect(text).toContain('… 80 more rows → /r/x.csv')
  })

  test('several kinds, apart from each other', () => {
    const histogram = {
      kind: 'chart',
      type: 'histogram',
      title: 'T',
      x: { label: 'cm' },
      y: { label: 'count' },
      edges: [0, 1.5, 3],
      counts: [4, 5],
    } as const
    const text = resultText(
      [
        one(preview),
        one({ ...histogram, edges: [...histogram.edges], counts: [...histogram.counts] }),
        one({ kind: 'value', value: 0.25 }),
        one({ kind: 'array', dtype: 'float64', shape: [150, 4], head: [] }, '/r/x.npy'),
        one({ kind: 'text', text: 'two\nlines\n' }),
      ],
      100,
    )
    expect(text).toBe(
      'X\na\n1\n–\n\nX: histogram, 2 bins from 0 to 3 → /r/x.csv\nX: 0.25\n' +
        'X: float64 array of shape (150, 4) → /r/x.npy\n\nX\ntwo\nlines\n',
    )
  })

  test('nothing is nothing', () => {
    expect(resultText([], 100)).toBe('')
  })
})

describe('progress', () => {
  const screen = (live: boolean) => {
    const said: string[] = []
    const open: Screen = {
      out: () => {},
      err: (text) => said.push(text),
      live,
      columns: 100,
      flush: async () => {},
    }
    return { open, said }
  }

  test('a terminal has one line that is rewritten and leaves nothing', () => {
    const { open, said } = screen(true)
    const show = reporter(open, () => 0)
    show.progress({ fraction: 0.5, message: 'step 5' })
    show.log([{ at: 1, level: 'info', text: 'hello' }])
    show.end()
    expect(said[0]).toBe('[############............]  50 %  step 5')
    expect(said.slice(1)).toEqual(['\r\u001b[2K', `hello\n${said[0]}`, '\r\u001b[2K'])
  })

  test('a file gets a line now and then', () => {
    const { open, said } = screen(false)
    let now = 0
    const show = reporter(open, () => now)
    for (let percent = 1; percent <= 100; percent += 1)
      show.progress({ fraction: percent / 100, message: `${percent}` })
    expect(said).toEqual(
      ['10', '20', '30', '40', '50', '60', '70', '80', '90', '100'].map(
        (at) => `${at.padStart(3)} %  ${at}\n`,
      ),
    )
    now = 6000
    show.progress({ fraction: null, message: 'still here' })
    expect(said.at(-1)).toBe('still here\n')
  })
})
