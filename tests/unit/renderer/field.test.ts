import { describe, expect, it } from 'vitest'
import type { ParamSchema } from '../../../app/contract/job'
import { dropTarget } from '../../../app/renderer/form/drop'
import { durationText, secondsOf } from '../../../app/renderer/form/durations'
import { fieldsOf, splitFields } from '../../../app/renderer/form/field'
import { numberFrom, stepped } from '../../../app/renderer/form/numbers'
import { rangeOf } from '../../../app/renderer/form/range'
import { given, isChanged, resetValue } from '../../../app/renderer/form/values'
import { startOf } from '../../../app/renderer/store/start'
import { fields, table } from './fields'

const controlOf = (schema: ParamSchema) => fields({ x: schema })[0]?.control

describe('a schema as a form', () => {
  it.each<[ParamSchema, string]>([
    [{ type: 'integer' }, 'number'],
    [{ type: 'number' }, 'number'],
    [{ type: 'boolean', default: false }, 'switch'],
    [{ type: 'boolean' }, 'answer'],
    [{ type: 'string' }, 'text'],
    [{ type: 'string', enum: ['ridge', 'lasso'] }, 'segmented'],
    [{ type: 'string', enum: ['a', 'b', 'c', 'd', 'e'] }, 'select'],
    [{ type: 'string', enum: ['least absolute deviations', 'ordinary least squares'] }, 'select'],
    [{ type: 'integer', enum: [1, 2] }, 'segmented'],
    [{ type: 'array', items: { type: 'string' } }, 'list'],
    [{ type: 'array', items: { type: 'string', enum: ['a', 'b'] } }, 'choices'],
    [{ type: 'array', items: { type: 'object' } }, 'rows'],
    [{ type: 'array', items: { type: 'array', items: { type: 'number' } } }, 'rows'],
    [{ type: 'array', items: { type: 'string', format: 'date' } }, 'rows'],
    [{ type: 'array', prefixItems: [{ type: 'integer' }] }, 'tuple'],
    [{ type: 'object', properties: {} }, 'group'],
    [{ type: 'object', additionalProperties: { type: 'number' } }, 'pairs'],
    [{ anyOf: [{ type: 'integer' }, { type: 'string' }] }, 'union'],
    [{ type: 'string', format: 'date-time' }, 'moment'],
    [{ type: 'string', 'x-gilder': { widget: 'text', rows: 4 } }, 'lines'],
    [{ type: 'string', 'x-gilder': { widget: 'secret' } }, 'secret'],
    [{}, 'anything'],
    [{ type: 'array', 'x-gilder': { widget: 'columns', of: 'table' } }, 'columns'],
    [table, 'table'],
  ])('draws %j as %s', (schema, control) => expect(controlOf(schema)).toBe(control))

  it('keeps the order and names a field after its parameter when it has no title', () => {
    expect(fields({ b: {}, a: { title: 'First' } }).map(({ title }) => title)).toEqual(['b', 'First'])
  })

  it('tells the range after the description', () => {
    const [k] = fields({ k: { type: 'integer', minimum: 2, maximum: 100, description: 'How many groups.' } })
    expect(k?.help).toBe('How many groups. 2 to 100.')
    expect(rangeOf({ minimum: 1 }, { unit: 's' })).toBe('1 s or more.')
    expect(rangeOf({ exclusiveMinimum: 0, maximum: 1 }, {})).toBe('1 or less, more than 0.')
    expect(rangeOf({}, { unit: 'cm' })).toBe('In cm.')
    expect(rangeOf({}, {})).toBe('')
  })

  it('folds the optional fields after the fourth, never a required one', () => {
    const all = fields(
      Object.fromEntries('abcdefg'.split('').map((name) => [name, { type: 'string', default: name }])),
      ['g'],
    )
    const { shown, more } = splitFields(all)
    expect(shown.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'g'])
    expect(more.map(({ name }) => name)).toEqual(['e', 'f'])
  })
})

describe('values', () => {
  const [k, list, name] = fieldsOf({
    type: 'object',
    properties: { k: { type: 'integer', default: 3 }, list: { type: 'array', default: [1] }, name: {} },
    required: ['name'],
  })
  if (k === undefined || list === undefined || name === undefined) throw new Error('three fields')

  it('are changed when they differ from the default', () => {
    expect(isChanged(k, 3)).toBe(false)
    expect(isChanged(k, 4)).toBe(true)
    expect(isChanged(k, undefined)).toBe(true)
    expect(isChanged(list, [1])).toBe(false)
    expect(isChanged(name, 'x')).toBe(false)
  })

  it('go back to the default, or to nothing', () => {
    expect(resetValue({ k: 5 }, k)).toEqual({ k: 3 })
    expect(given(resetValue({ name: 'x' }, name))).toEqual({})
  })
})

describe('what stands in a form at first', () => {
  const group: ParamSchema = {
    type: 'object',
    properties: { rate: { type: 'number', default: 0.1 }, name: { type: 'string' } },
    required: ['name'],
  }
  it('are the defaults, also those inside of a group that has to be there', () => {
    expect(startOf({ type: 'integer', default: 3 }, false)).toBe(3)
    expect(startOf({ type: 'integer' }, true)).toBeUndefined()
    expect(startOf(group, true)).toEqual({ rate: 0.1 })
    expect(startOf(group, false)).toBeUndefined()
    expect(startOf({ anyOf: [group, { type: 'number' }] }, true)).toEqual({ rate: 0.1 })
  })
})

describe('typed numbers', () => {
  it.each<[string, boolean, unknown]>([
    ['3', true, 3],
    ['-3', true, -3],
    ['−3', true, -3],
    ['1e3', true, '1e3'],
    ['1e-3', false, 0.001],
    ['.5', false, 0.5],
    ['1.', false, 1],
    ['1e999', false, '1e999'],
    ['0.1,0.2', false, '0.1,0.2'],
    ['x', false, 'x'],
  ])('%s (whole: %s) is %j', (text, whole, value) => expect(numberFrom(text, whole)).toBe(value))

  it('of any size are exact', () => {
    expect(numberFrom('9007199254740993', true)).toBe(9007199254740993n)
    expect(numberFrom('+9007199254740993', true)).toBe(9007199254740993n)
  })

  it('go up and down without rounding errors', () => {
    expect(stepped(0.1, 0.2, 1)).toBe(0.3)
    expect(stepped(undefined, 5, -1)).toBe(-5)
    expect(stepped(2n ** 60n, 1, 1)).toBe(2n ** 60n + 1n)
  })
})

describe('durations', () => {
  it.each([
    ['PT5M', 300, '5m'],
    ['P1DT2H30M0.5S', 95400.5, '1d 2h 30m 0.5s'],
    ['-PT90S', -90, '-1m 30s'],
    ['PT0S', 0, '0s'],
  ])('%s are %d seconds, shown as %s', (iso, seconds, shown) => {
    expect(secondsOf(iso)).toBe(seconds)
    expect(durationText(iso)).toBe(shown)
    expect(secondsOf(shown)).toBe(seconds)
  })

  it.each([
    ['90', 90],
    ['90 s', 90],
    ['1h 30m', 5400],
    ['1:30', 5400],
    ['1:30:05', 5405],
    ['2 days, 3 hours', 183_600],
    ['P', null],
    ['soon', null],
    ['', null],
  ])('%s → %s', (text, seconds) => expect(secondsOf(text)).toBe(seconds))
})

describe('a dropped file', () => {
  const two = fields({ first: table, second: { ...table, title: 'Other' }, k: { type: 'integer' } })
  const to = (values: Record<string, unknown>, path: string) => {
    const target = dropTarget(two, values, path)
    return 'to' in target ? target.to.name : target.problem
  }

  it('goes to the first empty field that takes it, else to the first', () => {
    expect(to({}, '/a/iris.csv')).toBe('first')
    expect(to({ first: '/b.csv' }, '/a/IRIS.CSV')).toBe('second')
    expect(to({ first: '/b.csv', second: '/c.csv' }, '/a/iris.csv')).toBe('first')
  })

  it('is refused with a reason', () => {
    expect(to({}, 'C:\\a\\notes.txt')).toBe('notes.txt cannot be used: Table takes .csv or .parquet files.')
    expect(dropTarget(fields({ k: { type: 'integer' } }), {}, '/a.csv')).toEqual({
      problem: 'This job takes no file.',
    })
  })
})
