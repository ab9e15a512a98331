import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { checkNames, checkSubmission } from '../../../../app/core/jobs/submission'
import { temporaryFolder } from '../place'
import { spec } from '../sample-run'
import { EngineDouble } from './engine-double'

let engine: EngineDouble
let folder: string
let table: string
beforeEach(() => {
  engine = new EngineDouble()
  folder = temporaryFolder()
  table = join(folder, 'iris.csv')
  writeFileSync(table, 'a,b\n1,2\n')
})
const check = (params: Readonly<Record<string, unknown>>) => checkSubmission(engine, spec, params)

describe('names', () => {
  const messages = (params: object) =>
    checkNames(spec.params, { ...params }).map((one) => [one.field, one.message])

  test('all there', () => {
    expect(messages({ table: 'x' })).toEqual([])
  })

  test('a misspelt one is told with the near one, and is not missed under its right name too', () => {
    expect(messages({ tabel: 'x' })).toEqual([['tabel', 'There is no such parameter. Did you mean "table"?']])
  })

  test('a far-fetched one is told with all of them', () => {
    expect(messages({ table: 'x', colour: 1 })).toEqual([
      ['colour', 'There is no such parameter. The parameters are: table, folder, digits.'],
    ])
  })

  test('a missing one', () => {
    expect(messages({ digits: 2 })).toEqual([['table', 'A value is needed.']])
  })

  test('names of every object are no parameters', () => {
    const params = JSON.parse('{"table": "x", "__proto__": 1, "constructor": 2, "toString": 3}')
    expect(messages({}).length).toBe(1)
    expect(checkNames(spec.params, params).map((one) => one.field)).toEqual([
      '__proto__',
      'constructor',
      'toString',
    ])
  })
})

describe('inputs', () => {
  test('size, time and hash of the file are remembered', async () => {
    const checked = await check({ table })
    expect(checked).toMatchObject({
      state: 'fit',
      inputs: [{ param: 'table', path: table, bytes: 8, modified: expect.stringMatching(/^\d{4}-.*Z$/) }],
    })
    const sha256 = createHash('sha256').update('a,b\n1,2\n').digest('hex')
    expect(checked.state === 'fit' && checked.inputs[0]?.sha256).toBe(sha256)
  })

  test.each([
    ['package.json', join(process.cwd(), 'package.json')],
    ['~/x.csv', join(homedir(), 'x.csv')],
    ['~x.csv', join(process.cwd(), '~x.csv')],
  ])('the relative path %s becomes absolute before anybody sees it', async (path, expected) => {
    const seen: unknown[] = []
    engine.verdict = (params) => {
      seen.push(params.table)
      return { params, problems: [] }
    }
    await check({ table: path })
    expect(seen).toEqual([expected])
  })

  test.each([
    ['missing', () => join(folder, 'none.csv'), 'it does not exist'],
    ['a folder', () => folder, 'is not a regular file'],
    ['under a file', () => join(table, 'x.csv'), 'a part of its path is a file'],
    ['with a NUL', () => `${table}\0`, 'cannot be read'],
  ])('%s', async (_name, path, says) => {
    const checked = await check({ table: path() })
    expect(checked).toMatchObject({
      state: 'unfit',
      error: { kind: 'input', field: 'table', message: expect.stringContaining(says) },
      problems: [{ field: 'table' }],
    })
  })

  test('a named pipe does not make anybody wait', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    expect(await check({ table: join(folder, 'pipe') })).toMatchObject({
      state: 'unfit',
      error: { kind: 'input' },
    })
  })

  test('a folder has to be one', async () => {
    mkdirSync(join(folder, 'sub'))
    expect(await check({ table, folder: join(folder, 'sub') })).toMatchObject({ state: 'fit' })
    expect(await check({ table, folder: table })).toMatchObject({
      state: 'unfit',
      error: { field: 'folder' },
    })
  })

  test('a missing file is told even when Python has something to say as well', async () => {
    engine.verdict = () => ({ params: {}, problems: [{ field: 'digits', message: 'too many' }] })
    const checked = await check({ table: join(folder, 'none.csv'), digits: 99 })
    expect(checked).toMatchObject({ state: 'unfit', error: { kind: 'input' } })
  })
})

describe("Python's word", () => {
  test('problems are handed on', async () => {
    engine.verdict = () => ({ params: {}, problems: [{ field: 'digits', message: 'It is at most 10.' }] })
    expect(await check({ table, digits: 99 })).toEqual({
      state: 'unfit',
      problems: [{ field: 'digits', message: 'It is at most 10.' }],
      error: null,
    })
  })

  test('its parameters are the ones that count', async () => {
    engine.verdict = (params) => ({ params: { ...params, digits: 3 }, problems: [] })
    expect(await check({ table })).toMatchObject({ state: 'fit', params: { table, digits: 3 } })
  })

  test('a failure to ask is an error, not an exception', async () => {
    engine.verdict = () => {
      throw new Error('boom')
    }
    expect(await check({ table })).toMatchObject({
      state: 'unfit',
      error: { kind: 'internal', message: 'boom' },
    })
  })
})
