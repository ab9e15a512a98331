/** The copied command has to give the shell back exactly what stood in the form: real shells are asked. */
import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { collectParams } from '../../../app/cli/arguments/collect'
import type { RunFlags } from '../../../app/cli/arguments/wanted'
import type { JobSpec, ParamSchema } from '../../../app/contract/job'
import { commandLine, secretsOf } from '../../../app/renderer/command/line'
import { quoteForPosix, quoteForPowerShell } from '../../../app/renderer/command/quote'
import { fields, table } from './fields'

const AWKWARD = [
  '/home/zoë/my data.csv',
  "it's",
  'a "quoted" word',
  '$HOME `id` $(id) !! \\ *',
  'C:\\Program Files\\x\\',
  '',
  'a\nb',
  '~/x',
  '#x',
  '测试;&|<>',
]

describe('quoting for a POSIX shell', () => {
  it.runIf(process.platform !== 'win32').each(AWKWARD)('%j arrives as it is', (text) => {
    const script = `printf %s ${quoteForPosix(text)}`
    expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' })).toBe(text)
  })

  it('leaves plain words alone', () => {
    expect(quoteForPosix('k=3')).toBe('k=3')
    expect(quoteForPosix('/data/iris.csv')).toBe('/data/iris.csv')
  })
})

describe('quoting for PowerShell', () => {
  it.each([
    ['k=3', 'k=3'],
    ['table=C:\\data\\iris.csv', 'table=C:\\data\\iris.csv'],
    ['table=C:\\my data\\iris.csv', "'table=C:\\my data\\iris.csv'"],
    ["it's", "'it''s'"],
    ['it’s', "'it’’s'"],
    ['$env:X', "'$env:X'"],
    ['columns=a,b', "'columns=a,b'"],
    ['x=["a"]', `'x=[\\"a\\"]'`],
    ['\\"', `'\\\\\\"'`],
    ['', "''"],
  ])('%s becomes %s', (text, quoted) => expect(quoteForPowerShell(text)).toBe(quoted))
})

describe('the command of a form', () => {
  const form = fields(
    {
      table,
      columns: { type: 'array', default: [], 'x-gilder': { widget: 'columns', of: 'table' } },
      k: { type: 'integer', default: 3 },
      scale: { type: 'boolean', default: true },
      note: { type: 'string' },
    },
    ['table', 'k'],
  )
  const values = { table: '/my data/iris.csv', columns: [], k: 3, scale: true }

  it('says what is required and what was changed, and nothing else', () => {
    expect(commandLine('kmeans', form, values, 'linux')).toBe(
      "gilder --run kmeans --input table='/my data/iris.csv' --param k=3",
    )
    expect(commandLine('kmeans', form, { ...values, scale: false }, 'linux')).toContain('--param scale=false')
  })

  it('writes lists with commas, and as JSON where a name would not survive that', () => {
    const columns = (...names: string[]) => commandLine('kmeans', form, { columns: names }, 'linux')
    expect(columns('a', 'b')).toContain('--param columns=a,b')
    expect(columns('length (cm)', 'b')).toContain("--param columns='length (cm),b'")
    expect(columns('a,b', 'c')).toContain(`--param columns='["a,b","c"]'`)
    expect(columns('[1]')).toContain(`--param columns='["[1]"]'`)
    expect(columns(' a')).toContain(`--param columns='[" a"]'`)
  })

  it('quotes for the shell of the platform', () => {
    const windows = commandLine('kmeans', form, { table: 'C:\\my data\\iris.csv', k: 4 }, 'win32')
    expect(windows).toBe("gilder --run kmeans --input 'table=C:\\my data\\iris.csv' --param k=4")
  })
})

describe('what a command says', () => {
  const number: ParamSchema = { type: 'number' }
  const either: ParamSchema = { anyOf: [{ type: 'integer' }, { type: 'string' }] }
  const properties: Readonly<Record<string, ParamSchema>> = {
    whole: { type: 'integer' },
    text: { type: 'string' },
    rates: { type: 'array', items: number },
    names: { type: 'array', items: { type: 'string' } },
    grid: { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
    settings: { type: 'object', properties: { rate: number, note: { type: 'string' } } },
    weights: { type: 'object', additionalProperties: number },
    digits: either,
    count: either,
    anything: {},
    table,
    token: { type: 'string', 'x-gilder': { widget: 'secret' } },
  }
  const form = fields(properties, Object.keys(properties))
  const values = {
    whole: 123456789012345678901234567890n,
    text: `it's "so" $HOME\n`,
    rates: [0.1, 1e-7],
    names: ['a, b', 'c'],
    grid: [[1, 2], []],
    settings: { rate: 0.5, note: 'x = "y"' },
    weights: { 'a b': 1 },
    digits: '12',
    count: 12,
    anything: '12',
    table: '/my data/a=b.csv',
    token: 'hush',
  }

  it.runIf(process.platform !== 'win32')(
    'arrives at the other end of a shell as it stood in the form',
    async () => {
      const line = commandLine('job', form, values, 'linux')
      expect(line).not.toContain('hush')
      const said = execFileSync('/bin/sh', ['-c', line.replace('gilder', "printf '%s\\0'")], {
        encoding: 'utf8',
      })
      const words = said.split('\0')
      const after = (flag: string) => words.filter((_, at) => words[at - 1] === flag)
      const flags = { params: null, param: after('--param'), input: after('--input') } as unknown as RunFlags
      const job = {
        id: 'job',
        params: { type: 'object', properties, required: Object.keys(properties) },
      } as unknown as JobSpec
      const { token: _, ...open } = values
      expect(await collectParams(flags, job)).toEqual(open)
    },
  )

  it('names the variables of the secrets it leaves out', () => {
    expect(secretsOf(form, values)).toEqual(['GILDER_SECRET_TOKEN'])
    expect(secretsOf(form, {})).toEqual([])
  })
})
