import { describe, expect, it } from 'vitest'
import type { Artifact, HistogramPreview, ScatterPreview } from '../../../app/contract/result'
import { cellText, numberOf } from '../../../app/renderer/results/cell'
import { chartWords } from '../../../app/renderer/results/chart-words'
import { runFileUrl } from '../../../app/renderer/results/preview'
import { sectionsOf } from '../../../app/renderer/results/sections'

describe('cells', () => {
  it('show what JSON can and cannot say', () => {
    expect(cellText(null)).toBe('—')
    expect(cellText(undefined)).toBe('—')
    expect(cellText('Infinity')).toBe('∞')
    expect(cellText('-Infinity')).toBe('−∞')
    expect(cellText(true)).toBe('yes')
    expect(cellText('setosa')).toBe('setosa')
    expect(cellText(2.5, (value) => value.toFixed(2))).toBe('2.50')
  })

  it('sort as numbers where they are', () => {
    expect(numberOf('Infinity')).toBe(Number.POSITIVE_INFINITY)
    expect(numberOf('12')).toBeNull()
    expect(numberOf(null)).toBeNull()
  })
})

describe('sections', () => {
  const artifact = (name: string, kind: Artifact['kind']): Artifact => ({
    name,
    label: name,
    kind,
    files: [],
    preview: '',
  })

  it('put neighbours of one kind together and keep the order', () => {
    const results = [
      artifact('t', 'table'),
      artifact('a', 'value'),
      artifact('b', 'value'),
      artifact('u', 'table'),
    ]
    expect(
      sectionsOf(results).map(({ kind, artifacts }) => [kind, artifacts.map(({ name }) => name)]),
    ).toEqual([
      ['table', ['t']],
      ['value', ['a', 'b']],
      ['table', ['u']],
    ])
  })
})

describe('charts in words', () => {
  const axes = { title: 'Mass', x: { label: 'g' }, y: { label: 'Count' } }

  it('say what is to be seen', () => {
    const histogram: HistogramPreview = {
      kind: 'chart',
      type: 'histogram',
      ...axes,
      edges: [0, 1, 2],
      counts: [3, 7],
    }
    expect(chartWords(histogram)).toBe('Mass: histogram of 10 values from 0 to 2, most from 1 to 2')
    const series = [
      { name: 'a', points: [] },
      { name: 'b', points: [] },
    ]
    const scatter: ScatterPreview = { kind: 'chart', type: 'scatter', ...axes, series, total: 1500 }
    expect(chartWords(scatter)).toBe('Mass: scatter of 1,500 points in 2 groups, g against Count')
  })
})

it('files of a run have an address, whatever their name', () => {
  expect(runFileUrl('r1', 'results/a b#1.json')).toBe('app://run/r1/results/a%20b%231.json')
})
