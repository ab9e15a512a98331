import { expect, test } from 'vitest'
import { parseReference } from '../../../../app/core/catalog/reference'

test.each([
  ['kmeans', { type: 'shipped', name: 'kmeans' }],
  ['mine.py', { type: 'file', file: 'mine.py', function: null }],
  ['mine.py:fit', { type: 'file', file: 'mine.py', function: 'fit' }],
  ['/a b/mine.PY:fit_2', { type: 'file', file: '/a b/mine.PY', function: 'fit_2' }],
  ['C:\\jobs\\mine.py:größe', { type: 'file', file: 'C:\\jobs\\mine.py', function: 'größe' }],
  ['C:\\jobs\\mine.py', { type: 'file', file: 'C:\\jobs\\mine.py', function: null }],
  ['.py', { type: 'shipped', name: '.py' }],
])('%s', (text, expected) => {
  expect(parseReference(text)).toEqual(expected)
})
