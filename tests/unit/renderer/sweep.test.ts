import { describe, expect, it } from 'vitest'
import type { ParamSchema } from '../../../app/contract/job'
import type { TablePreview } from '../../../app/contract/result'
import { commandLine } from '../../../app/renderer/command/line'
import { firstAxis, isSeveral, isSweepable, optionsOf } from '../../../app/renderer/form/sweepable'
import { readableSweep } from '../../../app/renderer/results/sweep-columns'
import type { SweepDraft } from '../../../app/renderer/store/state'
import { axisFrom, requestOf, shared } from '../../../app/renderer/store/sweeps'
import { fields } from './fields'

const field = (schema: ParamSchema) => {
  const [one] = fields({ x: schema })
  if (one === undefined) throw new Error('one field')
  return one
}
const draft: SweepDraft = {
  axes: { lr: '0.1, 0.01', mode: ['fast', 'a,b'], shuffle: [true, false] },
  samples: 5,
  parallel: null,
  best: ' loss:min ',
}

describe('a field with several values', () => {
  it.each<[ParamSchema, unknown, unknown]>([
    [{ type: 'number' }, 0.1, '0.1, '],
    [{ type: 'integer' }, undefined, ''],
    [{ type: 'boolean', default: true }, true, [true, false]],
    [{ enum: ['a', 'b'] }, 'a', ['a', 'b']],
    [{ type: 'string' }, 'x', ['x']],
    [{ type: 'string' }, undefined, []],
  ])('%j that is %j begins with %j', (schema, value, axis) => {
    expect(isSweepable(field(schema))).toBe(true)
    expect(firstAxis(field(schema), value)).toEqual(axis)
  })

  it('is a number with a comma or a colon', () => {
    expect(['0.1,', '2:10', '2:10:2'].every(isSeveral)).toBe(true)
    expect(['0.1', '1e-3', '-'].some(isSeveral)).toBe(false)
  })

  it('is no file, list or group', () => {
    const table: ParamSchema = { type: 'string', 'x-gilder': { widget: 'table' } }
    for (const schema of [table, { type: 'array' }, { type: 'object', properties: {} }]) {
      expect(isSweepable(field(schema))).toBe(false)
    }
    expect(optionsOf(field({ type: 'string' }))).toBeNull()
  })
})

describe('a sweep', () => {
  it('is asked for in texts, which are read back as they were', () => {
    const request = requestOf(draft)
    expect(request).toEqual({
      axes: ['lr=0.1, 0.01', 'mode=["fast","a,b"]', 'shuffle=[true,false]'],
      samples: 5,
      seed: 0,
      parallel: null,
      best: 'loss:min',
    })
    expect(Object.fromEntries(request.axes.map(axisFrom))).toEqual(draft.axes)
  })

  it('leaves what is swept out of what its points share', () => {
    expect(shared(draft, { lr: 0.1, k: 3, mode: 'fast' })).toEqual({ k: 3 })
  })

  it('is a command, too', () => {
    const form = fields(
      { lr: { type: 'number', default: 1 }, k: { type: 'integer' }, mode: {}, shuffle: {} },
      ['k'],
    )
    expect(commandLine('fit', form, { lr: 0.1, k: 3 }, 'linux', draft)).toBe(
      `gilder --run fit --param k=3 --sweep lr='0.1, 0.01' --sweep mode='["fast","a,b"]' --sweep shuffle='[true,false]' --samples 5 --best loss:min`,
    )
  })
})

describe('the table of a sweep', () => {
  const columns = ['best', 'run', 'loss', 'seconds', 'state', 'run', 'error'].map((name) => ({
    name,
    dtype: 'str',
    numeric: false,
  }))
  const table = (error: string): TablePreview => ({
    kind: 'table',
    columns,
    rows: [
      ['best', 1, 0.5, 2, 'done', 'a', ''],
      ['', 2, null, null, 'open', '', error],
    ],
    total: 2,
  })

  it('has no ids, which the rows lead to, and errors only where there are some', () => {
    const { shown, runOf } = readableSweep(table(''))
    expect(shown.columns.map(({ name }) => name)).toEqual(['best', 'run', 'loss', 'seconds', 'state'])
    expect(shown.rows).toEqual([
      ['best', 1, 0.5, 2, 'done'],
      ['', 2, null, null, ''],
    ])
    expect(shown.rows.map((row) => runOf.get(row))).toEqual(['a', undefined])
    expect(readableSweep(table('No.')).shown.columns.at(-1)?.name).toBe('error')
  })
})
