import { describe, expect, test } from 'vitest'
import { build, doings } from '../../../app/cli/arguments/definition'
import { type Answer, answer, type Known } from '../../../app/cli/completion/answer'
import { flagsOf } from '../../../app/cli/completion/flags'
import { answerText, questionOf } from '../../../app/cli/completion/protocol'
import type { JobSpec } from '../../../app/contract/job'
import { spec } from '../core/sample-run'

const job: JobSpec = {
  ...spec,
  params: {
    type: 'object',
    properties: {
      table: { type: 'string', description: 'A table.', 'x-gilder': { widget: 'table', accept: ['.csv'] } },
      place: { type: 'string', 'x-gilder': { widget: 'folder' } },
      mode: { type: 'string', enum: ['fast', 'exact'] },
      maybe: { anyOf: [{ type: 'boolean' }, { type: 'null' }] },
      digits: { type: 'integer', description: 'How many.' },
    },
    required: [],
  },
}
const flags = flagsOf(build(), doings)
const known: Known = {
  flags,
  jobs: () => [
    { text: 'mean', help: 'Mean' },
    { text: 'median', help: 'Median' },
  ],
  job: (name) => (name === 'mean' ? job : null),
  packs: () => [{ text: 'tensorflow', help: 'TensorFlow' }],
  runs: () => [{ text: '20260101-000000-mean-k7f3', help: '' }],
}

/** The last word is the one that is typed. */
function ask(line: string): Answer {
  const words = line.split(' ')
  return answer(words.slice(0, -1), words.at(-1) ?? '', known)
}
const texts = (line: string): readonly string[] => ask(line).words.map(({ text }) => text)

describe('flags', () => {
  test('are those of the definition, with their help', () => {
    const options = build().options.map(({ long }) => long)
    expect(options.length).toBeGreaterThan(10)
    expect(texts('--')).toEqual([...options, '--help'])
    expect(ask('--lis').words).toEqual([{ text: '--list', help: expect.stringContaining('jobs') }])
  })

  test('given ones are not offered again, repeatable ones are, rivals are not', () => {
    const after = texts('--run mean --param k=1 --json --')
    for (const gone of ['--run', '--json', '--list', '--describe', '--doctor', '--version'])
      expect(after).not.toContain(gone)
    for (const left of ['--param', '--input', '--out', '--quiet']) expect(after).toContain(left)
  })

  test('every value is of a kind that is known here', () => {
    const kinds = new Set(
      flags.flatMap(({ value, choices }) => (value === null || choices.length > 0 ? [] : [value])),
    )
    const completed = ['job', 'run', 'pack', 'file', 'folder', 'name=value', 'name=values', 'name=path']
    // Numbers are nobody's to guess, nor what a job will call what it measures.
    expect([...kinds].filter((kind) => !completed.includes(kind))).toEqual([
      'seconds',
      'number',
      'metric',
      'query',
      'address',
    ])
  })
})

describe('values', () => {
  test.each<[string, readonly string[], Partial<Answer>]>([
    ['--run ', ['mean', 'median'], { paths: 'files', endings: ['.py', '.ipynb'] }],
    ['--install-pack t', ['tensorflow'], {}],
    ['--run med', ['median'], { paths: 'files', before: '' }],
    [
      '--describe=med',
      ['--describe=median'],
      { paths: 'files', before: '--describe=', endings: ['.py', '.ipynb'] },
    ],
    ['--run mean --param ', ['mode=', 'maybe=', 'digits='], { paths: 'none' }],
    ['--run mean --param mode=', ['mode=fast', 'mode=exact'], { paths: 'none' }],
    ['--param m --run mean --param mode=e', ['mode=exact'], {}],
    ['--run=mean --param maybe=', ['maybe=true', 'maybe=false'], {}],
    ['--run mean --param digits=', [], {}],
    ['--run mean --param constructor=', [], {}],
    ['--run mean --param=mode=f', ['--param=mode=fast'], {}],
    ['--run other --param ', [], {}],
    ['--param ', [], {}],
    ['--run mean --sweep dig', ['digits='], {}],
    ['--run mean --sweep mode=f', [], {}],
    ['--resume ', ['20260101-000000-mean-k7f3'], { paths: 'none' }],
    ['--run mean --input ', ['table=', 'place='], { paths: 'none' }],
    ['--run mean --input table=a', [], { paths: 'files', before: 'table=', endings: ['.csv'] }],
    ['--run mean --input place=', [], { paths: 'folders', before: 'place=' }],
    ['--run other --input ', [], { paths: 'files' }],
    ['--run mean --params ', [], { paths: 'files', endings: [] }],
    ['--run mean --out ', [], { paths: 'folders' }],
    ['--completion ', ['bash', 'zsh', 'powershell'], { paths: 'none' }],
    ['--repair ', [], { paths: 'folders' }],
    ['--run mean --timeout ', [], { paths: 'none' }],
    ['mean', [], { paths: 'none' }],
    ['', flags.map(({ name }) => name), { paths: 'none' }],
  ])('%j', (line, words, rest) => {
    expect(texts(line)).toEqual(words)
    expect(ask(line)).toMatchObject(rest)
  })

  test('a flag may follow one whose value is optional', () =>
    expect(texts('--repair --js')).toEqual(['--json']))
})

test('the question and the answer on their way', () => {
  expect(questionOf(['.', '--run', 'a b'])).toEqual({ typed: '', words: ['--run', 'a b'] })
  const text = answerText({
    words: [{ text: 'k=', help: 'two\nlines\tand a tab' }],
    paths: 'files',
    before: 'k=',
    endings: ['.a', '.b'],
  })
  expect(text).toBe('files\nk=\n.a,.b\nk=\ttwo lines and a tab\n')
})
