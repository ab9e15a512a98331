import { describe, expect, test } from 'vitest'
import { reportOf } from '../../../../app/contract/error'
import { parseQuery } from '../../../../app/core/index/query'

describe('a search is taken apart', () => {
  test('words, phrases, fields and comparisons', () => {
    expect(parseQuery('iris "out of memory" job:kmeans STATE:Failed lr>0.01 k=3 pinned:yes')).toEqual([
      { type: 'word', word: 'iris' },
      { type: 'phrase', phrase: 'out of memory' },
      { type: 'job', job: 'kmeans' },
      { type: 'state', state: 'failed' },
      { type: 'param', name: 'lr', comparison: '>', value: '0.01', number: 0.01 },
      { type: 'param', name: 'k', comparison: '=', value: '3', number: 3 },
      { type: 'pinned', pinned: true },
    ])
  })

  test('every comparison, names of members, quoted values', () => {
    expect(parseQuery('a<1 b<=-2 c>=1e3 d!=x model.lr=0.5 mode="very fast"')).toMatchObject([
      { name: 'a', comparison: '<', number: 1 },
      { name: 'b', comparison: '<=', number: -2 },
      { name: 'c', comparison: '>=', number: 1000 },
      { name: 'd', comparison: '!=', number: null },
      { name: 'model.lr', comparison: '=' },
      { name: 'mode', value: 'very fast', number: null },
    ])
  })

  test('a day begins at midnight here', () => {
    const day = new Date(2026, 10, 1).getTime()
    expect(parseQuery('after:2026-11-01 before:2026-11-01T18:30')).toEqual([
      { type: 'created', from: day, until: null },
      { type: 'created', from: null, until: day + 18.5 * 3_600_000 },
    ])
  })

  test.each(['', '   ', '-- ""', '…'])('%j asks for nothing', (query) => {
    expect(parseQuery(query)).toEqual([])
  })

  const wrong: readonly (readonly [string, string])[] = [
    ['"open', 'quotation mark'],
    ['jbo:x', 'Did you mean "job"?'],
    ['state:faild', 'Did you mean "failed"?'],
    ['state:', 'nothing follows "state:"'],
    ['lr>', 'nothing follows "lr>"'],
    ['lr>fast', 'which is not a number'],
    ['after:yesterday', 'not a date'],
    ['before:2026-02-31', 'not a date'],
    ['before:2026-13-01', 'not a date'],
    ['pinned:maybe', 'neither yes nor no'],
    ['x'.repeat(3000), 'longer than 2000'],
  ]
  test.each(wrong)('%s is wrong, and the sentence says how', (query, says) => {
    try {
      parseQuery(query)
    } catch (error) {
      expect(reportOf(error)).toMatchObject({ kind: 'usage', message: expect.stringContaining(says) })
      expect(reportOf(error).hint).toMatch(/\.$/)
      return
    }
    throw new Error(`${query} was taken.`)
  })
})
