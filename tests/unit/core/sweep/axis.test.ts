import { describe, expect, test } from 'vitest'
import type { JobSpec } from '../../../../app/contract/job'
import { parseAxis } from '../../../../app/core/sweep/axis'
import { spec } from '../sample-run'

const job: JobSpec = {
  ...spec,
  params: {
    type: 'object',
    properties: {
      lr: { type: 'number' },
      k: { type: 'integer' },
      mode: { enum: ['fast', 'exact'] },
      shuffle: { type: 'boolean' },
      name: { type: 'string' },
      columns: { type: 'array', items: { type: 'string' } },
      limit: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
    },
    required: [],
  },
}

const values = (given: string): unknown => {
  const axis = parseAxis(given, job)
  return axis.kind === 'values' ? axis.values : axis
}

describe('lists', () => {
  test.each([
    ['lr=0.1,0.01', [0.1, 0.01]],
    ['lr = 1e-3 , .5', [0.001, 0.5]],
    ['k=3', [3]],
    ['k=3,3,4', [3, 4]],
    ['k=9007199254740993', [9007199254740993n]],
    ['mode=fast,exact', ['fast', 'exact']],
    ['shuffle=yes,no', [true, false]],
    ['name=a:b,c', ['a:b', 'c']],
    ['name=["a,b","c"]', ['a,b', 'c']],
    ['columns=[["a"],["a","b"]]', [['a'], ['a', 'b']]],
    ['limit=none,5', [null, 5]],
  ])('%s', (given, expected) => {
    expect(values(given)).toEqual(expected)
  })
})

describe('ranges', () => {
  test.each([
    ['k=2:10:2', [2, 4, 6, 8, 10]],
    ['k=2:9:2', [2, 4, 6, 8]],
    ['k=3:5', [3, 4, 5]],
    ['k=5:3:-1', [5, 4, 3]],
    ['lr=0.1:0.5:0.1', [0.1, 0.2, 0.3, 0.4, 0.5]],
    ['lr=0.001:1:*10', [0.001, 0.01, 0.1, 1]],
    ['k=1:100:*10', [1, 10, 100]],
    ['limit=1:3', [1, 2, 3]],
  ])('%s', (given, expected) => {
    expect(values(given)).toEqual(expected)
  })

  test('without a step samples are drawn from it', () => {
    expect(values('lr=0.1:0.9')).toEqual({
      name: 'lr',
      kind: 'between',
      from: 0.1,
      to: 0.9,
      whole: false,
      log: false,
    })
    expect(values('k=1:1000:log')).toMatchObject({ kind: 'between', whole: true, log: true })
  })
})

describe('refusals say what to do', () => {
  test.each([
    ['k', 'has no name or no values'],
    ['k=', 'has no name or no values'],
    ['=3', 'has no name or no values'],
    ['lrr=1', 'Did you mean "lr"?'],
    ['__proto__=1', 'no parameter "__proto__"'],
    ['k=1:2:3:4', 'it is not a range of numbers'],
    ['k=a:b', 'it is not a range of numbers'],
    ['k=1:5:0', 'its step is not a number other than 0'],
    ['k=1:5:x', 'its step is not a number other than 0'],
    ['k=1:5:-1', 'its step leads away from its end'],
    ['k=0.5:2', 'the parameter takes whole numbers'],
    ['k=1:2:0.5', 'the parameter takes whole numbers'],
    ['lr=0:1:*10', 'a factor has to be above 1'],
    ['lr=0:1:log', 'a logarithmic range rises from above 0'],
    ['lr=1:0', 'its end is not above its start'],
    ['k=1:10000000', 'more than 100,000 values'],
  ])('%s', (given, message) => {
    expect(() => parseAxis(given, job)).toThrow(message)
  })
})
