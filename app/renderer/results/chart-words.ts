/** A chart in one sentence, for those who do not see it. */
import type { ChartPreview } from '../../contract/result'
import { formatCount, formatNumber } from '../format/number'

export function chartWords(chart: ChartPreview): string {
  if (chart.type === 'line') {
    const lines = chart.series.length < 2 ? 'line' : formatCount(chart.series.length, 'line', 'lines')
    return `${chart.title || chart.y.label}: ${lines} of ${formatCount(chart.total, 'point', 'points')}`
  }
  if (chart.type === 'heatmap') {
    const [rows, columns] = chart.shape
    return `${chart.title || chart.label}: ${formatCount(rows, 'row', 'rows')} and ${formatCount(columns, 'column', 'columns')} as colours`
  }
  if (chart.type === 'scatter') {
    const groups = chart.series.length < 2 ? '' : ` in ${formatCount(chart.series.length, 'group', 'groups')}`
    return `${chart.title}: scatter of ${formatCount(chart.total, 'point', 'points')}${groups}, ${chart.x.label} against ${chart.y.label}`
  }
  const { edges, counts } = chart
  const total = counts.reduce((sum, count) => sum + count, 0)
  const top = counts.indexOf(Math.max(...counts))
  const range = `from ${formatNumber(edges[0] ?? 0)} to ${formatNumber(edges[edges.length - 1] ?? 0)}`
  const most = `most from ${formatNumber(edges[top] ?? 0)} to ${formatNumber(edges[top + 1] ?? 0)}`
  return `${chart.title || chart.x.label}: histogram of ${formatCount(total, 'value', 'values')} ${range}, ${most}`
}
