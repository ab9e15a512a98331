import { describe, expect, test } from 'vitest'
import type { ParamsSchema } from '../../../app/contract/job'
import { flatten } from '../../../app/core/parameters/schema'
import { parseValue } from '../../../app/core/parameters/value'

const root: ParamsSchema = {
  type: 'object',
  properties: {},
  required: [],
  $defs: {
    Colour: { type: 'string', enum: ['red', 'green'] },
    Tree: { type: 'object', properties: { left: { $ref: '#/$defs/Tree' } } },
    Loop: { anyOf: [{ $ref: '#/$defs/Loop' }, { type: 'null' }] },
  },
}
const parse = (text: string, schema: Record<string, unknown>) => parseValue(text, flatten(schema, root))

const integer = { type: 'integer' }
const number = { type: 'number' }
const boolean = { type: 'boolean' }
const string = { type: 'string' }
const names = { type: 'array', items: string }
const optional = { anyOf: [integer, { type: 'null' }], default: null }

describe('text becomes the value its parameter takes', () => {
  test.each<[string, Record<string, unknown>, unknown]>([
    ['3', integer, 3],
    ['-12', integer, -12],
    ['+7', integer, 7],
    ['9007199254740993', integer, 9007199254740993n],
    ['2.5', number, 2.5],
    ['-.5e-3', number, -0.0005],
    ['3', number, 3],
    ['1e999', number, Number.POSITIVE_INFINITY],
    ['true', boolean, true],
    ['No', boolean, false],
    ['1', boolean, true],
    ['off', boolean, false],
    ['007', string, '007'],
    ['true', string, 'true'],
    ['', string, ''],
    ['a=b', string, 'a=b'],
    ['a,b, c', names, ['a', 'b', 'c']],
    ['["a,b","c"]', names, ['a,b', 'c']],
    ['', names, []],
    ['1,2', { type: 'array', items: integer }, [1, 2]],
    ['1,x', { type: 'array', items: integer }, [1, 'x']],
    ['a,b', { type: 'array' }, ['a', 'b']],
    ['{"a":1}', { type: 'object' }, { a: 1 }],
    ['green', { $ref: '#/$defs/Colour' }, 'green'],
    ['green', { allOf: [{ $ref: '#/$defs/Colour' }] }, 'green'],
    ['2', { enum: [1, 2], type: 'integer' }, 2],
    ['x', { const: 'x' }, 'x'],
    ['none', optional, null],
    ['', optional, null],
    ['4', optional, 4],
    ['none', { anyOf: [string, { type: 'null' }] }, null],
    ['5', { anyOf: [integer, string] }, 5],
    ['five', { anyOf: [integer, string] }, 'five'],
    ['{"x":[1]}', {}, { x: [1] }],
    ['free text', {}, 'free text'],
    ['0', {}, 0],
    ['a,b', { anyOf: [names, { type: 'null' }] }, ['a', 'b']],
  ])('%j for %j', (text, schema, expected) => {
    expect(parse(text, schema)).toEqual(expected)
  })
})

describe('text that fits no type is left for Python to refuse', () => {
  test.each<[string, Record<string, unknown>]>([
    ['three', integer],
    ['2.5', integer],
    ['1_000', integer],
    ['', integer],
    ['0x10', integer],
    ['1,5', number],
    ['nan', number],
    ['maybe', boolean],
    ['blue', { $ref: '#/$defs/Colour' }],
    ['[1]', { type: 'object' }],
  ])('%j for %j', (text, schema) => {
    expect(parse(text, schema)).toBe(text)
  })
})

test('a schema that refers to itself ends', () => {
  expect(flatten({ $ref: '#/$defs/Loop' }, root).types).toContain('null')
  expect(flatten({ $ref: '#/$defs/Tree' }, root).types).toEqual(['object'])
  expect(flatten({ $ref: '#/$defs/Nowhere' }, root).types).toEqual([])
})

test('the range comes through Optional', () => {
  const schema = { anyOf: [{ type: 'integer', minimum: 2, maximum: 9 }, { type: 'null' }] }
  expect(flatten(schema, root)).toMatchObject({ minimum: 2, maximum: 9 })
})
