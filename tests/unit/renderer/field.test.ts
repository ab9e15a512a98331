import { describe, expect, it } from 'vitest'
import type { ParamSchema } from '../../../app/contract/job'
import { dropTarget } from '../../../app/renderer/form/drop'
import { fieldsOf, rangeOf, splitFields } from '../../../app/renderer/form/field'
import { rjsfSchema, uiSchema } from '../../../app/renderer/form/rjsf-schema'
import { given, isChanged, resetValue } from '../../../app/renderer/form/values'
import { fields, table } from './fields'

const controlOf = (schema: ParamSchema) => fields({ x: schema })[0]?.control

describe('a schema as a form', () => {
  it.each<[ParamSchema, string]>([
    [{ type: 'integer' }, 'number'],
    [{ type: 'number' }, 'number'],
    [{ type: 'boolean' }, 'switch'],
    [{ type: 'string' }, 'text'],
    [{ type: 'string', enum: ['ridge', 'lasso'] }, 'segmented'],
    [{ type: 'string', enum: ['a', 'b', 'c', 'd', 'e'] }, 'select'],
    [{ type: 'string', enum: ['least absolute deviations', 'ordinary least squares'] }, 'select'],
    [{ type: 'integer', enum: [1, 2] }, 'segmented'],
    [{ type: 'array', items: { type: 'string' } }, 'list'],
    [{ type: 'array', items: { type: 'string', enum: ['a', 'b'] } }, 'choices'],
    [{ type: 'array', items: { type: 'object' } }, 'other'],
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

  it('gives RJSF the widgets and no defaults, which it would put back into an emptied field', () => {
    const own = fields({ k: { type: 'integer', default: 3 }, rest: { type: 'array', items: {} } })
    expect(rjsfSchema(own).properties).toEqual({ k: { type: 'integer' }, rest: { type: 'array', items: {} } })
    expect(uiSchema(own)).toEqual({ k: { 'ui:widget': 'number' }, rest: {} })
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
