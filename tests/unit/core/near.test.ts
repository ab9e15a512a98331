import { expect, test } from 'vitest'
import { nearest } from '../../../app/core/near'

const jobs = ['describe', 'kmeans', 'k']

test.each([
  ['descirbe', 'describe'],
  ['Describe', 'describe'],
  ['kmean', 'kmeans'],
  ['k-means', 'kmeans'],
  ['histogram', null],
  ['x', null],
  ['', null],
])('%s → %s', (name, expected) => {
  expect(nearest(name, jobs)).toBe(expected)
})

test('nothing is near to nothing', () => {
  expect(nearest('describe', [])).toBeNull()
})
