import type { CustomSeriesOption, EChartsOption } from 'echarts'
import type { HistogramPreview } from '../../contract/result'
import { formatCount, formatNumber } from '../format/number'
import { axis, tooltip } from './chart-base'
import type { Palette } from './palette'

type Bin = readonly [from: number, to: number, count: number]

/** Drawn bin by bin from its edges: a bar chart would centre its bars and could not show uneven bins. */
const drawBin: NonNullable<CustomSeriesOption['renderItem']> = (_params, api) => {
  const [left, top] = api.coord([api.value(0), api.value(2)]) as [number, number]
  const [right, bottom] = api.coord([api.value(1), 0]) as [number, number]
  const gap = right - left > 4 ? 1 : 0
  return {
    type: 'rect',
    shape: {
      x: left,
      y: top,
      width: Math.max(right - left - gap, 0.5),
      height: bottom - top,
      r: right - left > 8 ? [2, 2, 0, 0] : 0,
    },
    style: { fill: api.visual('color') as string },
    emphasis: { style: { opacity: 0.75 } },
  }
}

export function histogramOption(chart: HistogramPreview, palette: Palette): EChartsOption {
  const bins: Bin[] = chart.counts.map((count, at) => [chart.edges[at] ?? 0, chart.edges[at + 1] ?? 0, count])
  return {
    animation: false,
    grid: {
      left: 4,
      right: 10,
      top: 10,
      bottom: 2,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      ...axis(palette),
      splitNumber: 4,
      splitLine: { show: false },
      axisLine: { show: true, onZero: false, lineStyle: { color: palette.line } },
    },
    yAxis: { ...axis(palette), scale: false, splitNumber: 3, minInterval: 1 },
    tooltip: tooltip(palette, (params) => {
      const [from, to, count] = (params as { readonly data: Bin }).data
      return [`${formatNumber(from)} to ${formatNumber(to)}`, formatCount(count, 'value', 'values')]
    }),
    series: [
      {
        type: 'custom',
        data: bins as unknown as number[][],
        encode: { x: [0, 1], y: 2 },
        color: palette.accent,
        renderItem: drawBin,
      },
    ],
  }
}
