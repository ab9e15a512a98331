import { describe, expect, test } from 'vitest'
import { SweepRequest } from '../../../../app/contract/sweep'
import { designSweep, tryOut } from '../../../../app/core/sweep/design'
import { spec } from '../sample-run'

const request = (axes: readonly string[], more: object = {}) => SweepRequest.parse({ axes, ...more })
const params = { table: '/data/iris.csv' }

describe('the design of a sweep', () => {
  test('holds every point, and what it was asked for', () => {
    const { record, goal } = designSweep(spec, params, request(['digits=1:3'], { best: 'loss' }))
    expect(record.names).toEqual(['digits'])
    expect(record.points).toEqual([{ digits: 1 }, { digits: 2 }, { digits: 3 }])
    expect(goal).toEqual({ metric: 'loss', better: 'lower' })
  })

  test.each([
    [['digits=1', 'digits=2'], 'The parameter "digits" is swept twice.'],
    [['table=/a.csv,/b.csv'], 'The parameter "table" is swept twice.'],
  ])('%j is refused', (axes, message) => {
    expect(() => designSweep(spec, params, request(axes))).toThrow(message)
  })

  test('each value is tried out before the first point starts', async () => {
    const design = designSweep(spec, {}, request(['digits=1:3', 'table=/a.csv,/b.csv']))
    const tried: unknown[] = []
    const problems = await tryOut(design, async (point) => {
      tried.push(point)
      return point.digits === 2 ? [{ field: 'digits', message: 'is odd' }] : []
    })
    expect(tried).toEqual([
      { digits: 1, table: '/a.csv' },
      { digits: 2, table: '/b.csv' },
      { digits: 3, table: '/a.csv' },
    ])
    expect(problems).toEqual([{ field: 'digits', message: 'is odd' }])
  })

  test('of very many values some are tried, both ends among them', async () => {
    const design = designSweep(spec, params, request(['digits=1:5000']))
    expect(design.probes).toHaveLength(200)
    expect(design.probes[0]).toEqual({ digits: 1 })
    expect(design.probes.at(-1)).toEqual({ digits: 5000 })
  })
})
