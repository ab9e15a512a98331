import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { collectParams, splitInput } from '../../../app/cli/arguments/collect'
import { secretsAgain } from '../../../app/cli/arguments/secrets'
import type { RunFlags } from '../../../app/cli/arguments/wanted'
import type { JobSpec } from '../../../app/contract/job'
import { temporaryFolder } from '../core/place'
import { spec } from '../core/sample-run'

const flags: RunFlags = {
  job: 'mean',
  param: [],
  params: null,
  input: [],
  out: null,
  force: false,
  timeout: null,
  dryRun: false,
  sweep: null,
  placement: null,
  cluster: null,
  parallel: null,
}
const file = { type: 'string', 'x-gilder': { widget: 'file' } } as const
const withFiles = (...names: readonly string[]): JobSpec => ({
  ...spec,
  params: {
    type: 'object',
    properties: { digits: { type: 'integer' }, ...Object.fromEntries(names.map((name) => [name, file])) },
    required: [],
  },
})

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})
const write = (content: string): string => {
  const path = join(folder, 'params.json')
  writeFileSync(path, content)
  return path
}

describe('parameters', () => {
  test('flags come after the file and win', async () => {
    const params = write('{"digits": 1, "table": "a.csv", "folder": "f"}')
    const input = ['table=b.csv']
    expect(await collectParams({ ...flags, params, param: ['digits=2', 'digits=5'], input }, spec)).toEqual({
      digits: 5,
      table: 'b.csv',
      folder: 'f',
    })
  })

  test('an unknown name is kept, so that it is refused with the near one', async () => {
    expect(await collectParams({ ...flags, param: ['digit=2'] }, spec)).toEqual({ digit: '2' })
    expect(await collectParams({ ...flags, param: ['constructor=2'] }, spec)).toEqual({ constructor: '2' })
  })

  test('a dot leads to a field of a group, or to a name of a dict', async () => {
    const job: JobSpec = {
      ...spec,
      params: {
        type: 'object',
        properties: {
          settings: {
            type: 'object',
            properties: {
              lr: { type: 'number' },
              inner: { type: 'object', properties: { on: { type: 'boolean' } } },
            },
          },
          weights: { type: 'object', additionalProperties: { type: 'number' } },
        },
        required: [],
      },
    }
    const collect = (...param: readonly string[]): Promise<unknown> => collectParams({ ...flags, param }, job)
    expect(
      await collect('settings={"lr":1}', 'settings.lr=0.5', 'settings.inner.on=yes', 'weights.a=2'),
    ).toEqual({ settings: { lr: 0.5, inner: { on: true } }, weights: { a: 2 } })
    await expect(collect('settings.lx=1')).rejects.toMatchObject({
      report: { message: '"settings" has no field "lx".', hint: 'Its fields are: lr, inner.' },
    })
    await expect(collect('setting.lr=1')).rejects.toMatchObject({
      report: { hint: 'Did you mean "settings"?' },
    })
  })

  test('secrets also come from the environment, and flags win', async () => {
    const secret = { type: 'string', 'x-gilder': { widget: 'secret' } } as const
    const properties = { password: secret, key: secret }
    const job: JobSpec = { ...spec, params: { type: 'object', properties, required: [] } }
    vi.stubEnv('GILDER_SECRET_PASSWORD', 'hunter2')
    vi.stubEnv('GILDER_SECRET_KEY', 'k')
    expect(await collectParams({ ...flags, param: ['key=flag'] }, job)).toEqual({
      password: 'hunter2',
      key: 'flag',
    })
    vi.unstubAllEnvs()
    expect(() => secretsAgain({}, ['key'], ['k=3'])).toThrow('"k" is no secret of it')
    expect(secretsAgain({ GILDER_SECRET_KEY: 'a' }, ['key'], [])).toEqual({ key: 'a' })
  })

  test('a byte order mark is no trouble', async () => {
    expect(await collectParams({ ...flags, params: write('\uFEFF{"digits": 1}') }, spec)).toEqual({
      digits: 1,
    })
  })

  test.each(['', 'none', 'Null'])('%j takes an optional parameter back', async (text) => {
    const params = write('{"digits": 1}')
    expect(await collectParams({ ...flags, params, param: [`digits=${text}`] }, spec)).toEqual({})
    expect(await collectParams({ ...flags, param: [`folder=${text}`] }, spec)).toEqual({ folder: text })
  })

  test('an optional choice is taken back, too, unless one of its choices is called so', async () => {
    const choice = (...options: string[]) => ({
      ...spec,
      params: { ...spec.params, properties: { mode: { enum: options, type: 'string' } }, required: [] },
    })
    const given = { ...flags, param: ['mode=none'] }
    expect(await collectParams(given, choice('fast', 'slow'))).toEqual({})
    expect(await collectParams(given, choice('fast', 'none'))).toEqual({ mode: 'none' })
  })

  test.each(['digits', '=3', ''])('--param %j has no value', async (text) => {
    await expect(collectParams({ ...flags, param: [text] }, spec)).rejects.toMatchObject({
      report: { kind: 'parameters', hint: 'Write it as --param name=value.' },
    })
  })

  test.each(['', '[1]', '{"digits": ', '"x"', 'null'])(
    'a file of %j holds no parameters',
    async (content) => {
      await expect(collectParams({ ...flags, params: write(content) }, spec)).rejects.toMatchObject({
        report: {
          kind: 'parameters',
          message: expect.stringMatching(/holds no parameters: it is |is not JSON: it ends too early/),
        },
      })
    },
  )

  test('a file that is not there', async () => {
    await expect(collectParams({ ...flags, params: join(folder, 'none') }, spec)).rejects.toMatchObject({
      report: { kind: 'input', message: expect.stringContaining('it does not exist') },
    })
  })
})

describe('--input', () => {
  test.each<[string, JobSpec, readonly [string, string]]>([
    ['table=a.csv', withFiles('table', 'other'), ['table', 'a.csv']],
    ['table=a=b.csv', withFiles('table'), ['table', 'a=b.csv']],
    ['a.csv', withFiles('table'), ['table', 'a.csv']],
    ['/data/x=1/a.csv', withFiles('table'), ['table', '/data/x=1/a.csv']],
  ])('%s', (text, job, expected) => {
    expect(splitInput(text, job)).toEqual(expected)
  })

  test('an equals sign in the name of a file that exists', () => {
    const path = join(folder, 'x=1.csv')
    writeFileSync(path, '')
    expect(splitInput(path, withFiles('table'))).toEqual(['table', path])
  })

  test.each<[string, JobSpec, string]>([
    ['tabel=a.csv', withFiles('table', 'other'), 'Did you mean "table"?'],
    ['tabel=a.csv', withFiles('table'), 'Did you mean "table"?'],
    ['a.csv', withFiles('first', 'second'), 'The inputs are: first, second.'],
    ['digits=3', withFiles('table'), '--param digits=3'],
    ['a.csv', withFiles(), '--describe mean'],
  ])('%s is refused', (text, job, hint) => {
    expect(() => splitInput(text, job)).toThrow(
      expect.objectContaining({
        report: expect.objectContaining({ kind: 'parameters', hint: expect.stringContaining(hint) }),
      }),
    )
  })
})
