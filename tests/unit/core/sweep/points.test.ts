import { describe, expect, test } from 'vitest'
import type { Axis } from '../../../../app/core/sweep/axis'
import { pointsOf } from '../../../../app/core/sweep/points'

const list = (name: string, ...values: readonly unknown[]): Axis => ({ name, kind: 'values', values })
const between = (name: string, from: number, to: number, more: Partial<Axis> = {}): Axis =>
  ({ name, kind: 'between', from, to, whole: false, log: false, ...more }) as Axis

describe('every combination', () => {
  test('the last axis changes fastest', () => {
    expect(pointsOf([list('a', 1, 2), list('b', 'x', 'y')], null)).toEqual([
      { a: 1, b: 'x' },
      { a: 1, b: 'y' },
      { a: 2, b: 'x' },
      { a: 2, b: 'y' },
    ])
  })

  test('a range without a step has no combinations', () => {
    expect(() => pointsOf([between('lr', 0.1, 0.9)], null)).toThrow('The range 0.1:0.9 of "lr" has no step')
  })

  test('too many are refused before they are made', () => {
    const axis = list('a', ...Array.from({ length: 1000 }, (_, i) => i))
    expect(() => pointsOf([axis, { ...axis, name: 'b' }], null)).toThrow('more than 100,000 points')
  })
})

describe('drawn at random', () => {
  const axes = [
    between('lr', 1e-5, 1e-1, { log: true }),
    between('k', 2, 5, { whole: true }),
    list('m', 'x', 'y'),
  ]

  test('the same seed draws the same points, another one others', () => {
    const draw = (seed: number) => pointsOf(axes, { samples: 20, seed })
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7)).not.toEqual(draw(8))
  })

  test('they lie inside, reach all whole numbers and choices, and spread over magnitudes', () => {
    const points = pointsOf(axes, { samples: 400, seed: 1 }) as readonly {
      lr: number
      k: number
      m: string
    }[]
    expect(points).toHaveLength(400)
    expect(points.every(({ lr }) => lr >= 1e-5 && lr < 1e-1)).toBe(true)
    expect([...new Set(points.map(({ k }) => k))].sort()).toEqual([2, 3, 4, 5])
    expect(new Set(points.map(({ m }) => m))).toEqual(new Set(['x', 'y']))
    const small = points.filter(({ lr }) => lr < 1e-3).length
    expect(small).toBeGreaterThan(150)
    expect(small).toBeLessThan(250)
  })

  test('a small grid gives each of its points once', () => {
    const points = pointsOf([list('a', 1, 2), list('b', 1, 2)], { samples: 10, seed: 0 })
    expect(points).toHaveLength(4)
    expect(new Set(points.map((point) => JSON.stringify(point))).size).toBe(4)
  })
})
