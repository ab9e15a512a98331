import { describe, expect, it } from 'vitest'
import type { ParamSchema } from '../../../app/contract/job'
import { check, strayColumns } from '../../../app/renderer/form/check'
import { placed } from '../../../app/renderer/form/refused'
import { fields, table } from './fields'

const duration: ParamSchema = { type: 'string', format: 'duration', 'x-gilder': { widget: 'duration' } }

const told = (schema: ParamSchema, value: unknown, required = false): string | undefined =>
  check(fields({ x: schema }, required ? ['x'] : []), { x: value })[0]?.message

describe('what a form says about a value', () => {
  it.each<[ParamSchema, unknown, string | undefined]>([
    [{ type: 'integer' }, 2.5, 'Enter a whole number.'],
    [{ type: 'integer' }, '-', 'Enter a whole number.'],
    [{ type: 'number' }, 'abc', 'Enter a number.'],
    [{ type: 'number' }, 2.5, undefined],
    [{ type: 'integer', minimum: 2, maximum: 100 }, 1, 'Enter a whole number from 2 to 100.'],
    [{ type: 'number', minimum: 0 }, -1, 'Enter 0 or more.'],
    [{ type: 'number', maximum: 1 }, 2, 'Enter 1 or less.'],
    [{ type: 'number', exclusiveMinimum: 0 }, 0, 'Enter a number above 0.'],
    [{ type: 'integer', multipleOf: 5 }, 7, 'Enter a multiple of 5.'],
    [{ enum: ['a', 'b'] }, 'c', 'Choose one of a, b.'],
    [{ type: 'string', minLength: 2 }, 'x', 'Enter at least 2 characters.'],
    [{ type: 'array', items: { type: 'number' } }, [1, 'x'], 'entry 2: Enter a number.'],
    [{ type: 'array', minItems: 2, 'x-gilder': { widget: 'columns' } }, ['a'], 'Choose at least 2 columns.'],
    [{ type: 'array', uniqueItems: true }, [1, 1], 'Each entry may stand here only once.'],
  ])('%j with %j: %s', (schema, value, message) => expect(told(schema, value)).toBe(message))

  it.each<[ParamSchema, unknown, string]>([
    [table, undefined, 'Choose a file.'],
    [table, '', 'Choose a file.'],
    [{ type: 'array', 'x-gilder': { widget: 'columns' } }, [], 'Choose at least one column.'],
    [{ type: 'string', 'x-gilder': { widget: 'column' } }, undefined, 'Choose a column.'],
    [{ type: 'integer' }, undefined, 'Enter a number.'],
    [{ type: 'string' }, '', 'Enter a value.'],
    [{ type: 'string', enum: ['a'] }, undefined, 'Choose one.'],
  ])('a required %j that is %j: %s', (schema, value, message) =>
    expect(told(schema, value, true)).toBe(message),
  )

  it('nothing when an optional field is empty', () => {
    expect(told({ type: 'integer', minimum: 2 }, undefined)).toBeUndefined()
    expect(told(table, '')).toBeUndefined()
  })

  it('one sentence a field, in the order of the form', () => {
    const form = fields({ b: { type: 'integer', minimum: 1, multipleOf: 2 }, a: table }, ['a'])
    expect(check(form, { b: -1 }).map(({ field }) => field)).toEqual(['b', 'a'])
  })
})

describe('chosen columns', () => {
  const columns = ['mass', 'length'].map((name) => ({ name, dtype: 'float64', numeric: true }))

  it('that the table does not have are named', () => {
    expect(strayColumns(['mass'], columns)).toBeUndefined()
    expect(strayColumns(undefined, columns)).toBeUndefined()
    expect(strayColumns(['mass', 'width'], columns)).toBe('The table has no column “width”.')
    expect(strayColumns(['x', 'y'], columns)).toBe('The table has no columns “x”, “y”.')
    expect(strayColumns('x', columns)).toBe('The table has no column “x”.')
  })
})

describe('kinds of values', () => {
  it.each<[ParamSchema, unknown, string | undefined]>([
    [{ type: 'string', format: 'date' }, '2026-11-24', undefined],
    [{ type: 'string', format: 'date' }, '24.11.2026', 'Enter a date, as 2026-11-24.'],
    [{ type: 'string', format: 'date-time' }, '2026-11-24T18:30+01:00', undefined],
    [{ type: 'string', format: 'time' }, '6 pm', 'Enter a time, as 18:30.'],
    [duration, '1h 30m', undefined],
    [duration, 'PT90S', undefined],
    [duration, '1 fortnight', 'Enter a duration, as 90 s, 1h 30m or 1:30:00.'],
    [
      { type: 'string', pattern: '^#', 'x-gilder': { widget: 'color' } },
      'red',
      'Enter a colour, as #ff8800.',
    ],
    [{ anyOf: [{ type: 'integer' }, { type: 'string' }] }, 'x', undefined],
    [{ anyOf: [{ type: 'integer', minimum: 1 }, { type: 'boolean' }] }, 0, 'Enter 1 or more.'],
    [{ type: 'object', additionalProperties: { type: 'number' } }, { a: 1 }, undefined],
    [{ type: 'object', additionalProperties: {} }, [['', 1]], 'Each value needs a name of its own.'],
  ])('%j with %j: %s', (schema, value, message) => expect(told(schema, value)).toBe(message))

  it('numbers beyond 2^53 are compared, too', () => {
    expect(told({ type: 'integer', minimum: 0 }, 2n ** 80n)).toBeUndefined()
    expect(told({ type: 'integer', maximum: 9 }, 2n ** 80n)).toBe('Enter 9 or less.')
  })

  it.each<[ParamSchema, string]>([
    [{ type: 'boolean' }, 'Choose yes or no.'],
    [{ type: 'string', 'x-gilder': { widget: 'secret' } }, 'Enter it; it is kept nowhere.'],
    [{ type: 'array', prefixItems: [{}, {}] }, 'Enter 2 values.'],
    [{ type: 'string', format: 'date' }, 'Enter a date, as 2026-11-24.'],
  ])('a required %j that is empty: %s', (schema, message) =>
    expect(told(schema, undefined, true)).toBe(message),
  )
})

describe('values inside of values', () => {
  const number: ParamSchema = { type: 'number', exclusiveMinimum: 0 }
  const group: ParamSchema = {
    type: 'object',
    properties: {
      rate: number,
      window: { type: 'object', properties: { size: number, shape: {} }, required: ['size'] },
    },
    required: ['rate', 'window'],
  }
  const places = (schema: ParamSchema, value: unknown) =>
    check(fields({ x: schema }), { x: value }).map(({ place, message }) => [place, message])

  it('are blamed where they stand, under the parameter they belong to', () => {
    expect(places(group, { rate: 0, window: {} })).toEqual([
      ['x/rate', 'Enter a number above 0.'],
      ['x/window/size', 'Enter a number.'],
    ])
    expect(places({ type: 'array', items: group }, [{ rate: 1, window: { size: 'x' } }])).toEqual([
      ['x/0/window/size', 'Enter a number.'],
    ])
    expect(places({ type: 'object', additionalProperties: number }, { 'a/b': -1 })).toEqual([
      ['x/a%2Fb', 'Enter a number above 0.'],
    ])
    expect(places({ type: 'array', prefixItems: [number, { type: 'string' }] }, [1])).toEqual([
      ['x/1', 'Enter a value.'],
    ])
    expect(check(fields({ x: group }), { x: { rate: 0, window: {} } })[0]?.field).toBe('x')
  })

  it('of a list are counted once each of them is right', () => {
    const rows: ParamSchema = { type: 'array', items: { type: 'boolean' }, minItems: 2 }
    expect(places(rows, [true])).toEqual([['x', 'Enter at least 2 values.']])
    expect(places(rows, [true, undefined])).toEqual([['x/1', 'Choose yes or no.']])
  })
})

describe("Python's own complaints", () => {
  const form = fields({
    given: {
      type: 'object',
      properties: {
        window: { type: 'object', properties: { size: { type: 'integer' }, sizes: { type: 'integer' } } },
        rows: {
          type: 'array',
          items: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }] },
        },
        rates: { type: 'array', items: { type: 'number' } },
        by: { type: 'object', additionalProperties: { type: 'number' } },
      },
    },
  })
  it.each([
    ['given.window.size must be at least 1 (got 0)', 'given/window/size'],
    ['given.window.sizes is a whole number (got 1.5)', 'given/window/sizes'],
    ['given.window has no field "x"', 'given/window'],
    ['given.rows, item 2, item 1, is a whole number', 'given/rows/1/0'],
    // A list of numbers is one field.
    ['given.rates, item 2, is a number', 'given/rates'],
    ['given.by.a must be at least 1 (got 0)', 'given/by/a'],
    ['given: nothing works', 'given'],
    ['Something else.', 'given'],
  ])('%s → %s', (message, place) => expect(placed({ field: 'given', message }, form).place).toBe(place))
})
