import { describe, expect, it } from 'vitest'
import type { ParamSchema } from '../../../app/contract/job'
import { check, strayColumns } from '../../../app/renderer/form/check'
import { validator } from '../../../app/renderer/form/validator'
import { fields, table } from './fields'

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

describe('the validator RJSF is given', () => {
  it('knows which schema a value fits', () => {
    expect(validator.isValid({ type: 'integer' }, 3 as never, {})).toBe(true)
    expect(validator.isValid({ type: 'integer' }, 'x' as never, {})).toBe(false)
    expect(validator.isValid({ type: 'integer' }, undefined, {})).toBe(false)
  })

  it('finds what is wrong where it is', () => {
    const { errors } = validator.validateFormData({ k: 'x' }, { properties: { k: { type: 'integer' } } })
    expect(errors.map(({ property, name }) => [property, name])).toContainEqual(['.k', 'type'])
    expect(validator.rawValidation({ required: ['k'] }, {}).errors).toHaveLength(1)
  })
})
