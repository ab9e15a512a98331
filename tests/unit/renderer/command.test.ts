/** The copied command has to give the shell back exactly what stood in the form: real shells are asked. */
import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { commandLine } from '../../../app/renderer/command/line'
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
