import type { EChartsOption } from 'echarts'
import type { LinePreview } from '../../contract/result'
import { formatNumber } from '../format/number'
import { axis, textStyle, tooltip } from './chart-base'
import type { Palette } from './palette'

type Point = readonly [number, number | null]

interface Item {
  readonly seriesName: string
  readonly value: Point
}

/** From here on a line is drawn thinner, and without a mark at each point. */
const MANY = 40

export function lineOption(chart: LinePreview, palette: Palette): EChartsOption {
  const grouped = chart.series.length > 1
  const count = Math.max(0, ...chart.series.map(({ points }) => points.length))
  const name = { nameLocation: 'middle', nameTextStyle: { ...textStyle(palette), fontSize: 12 } } as const
  const place = (x: number): string =>
    chart.x.type === 'time' ? new Date(x).toLocaleString() : `${chart.x.label || 'x'} ${formatNumber(x)}`
  return {
    animation: false,
    color: [...palette.series],
    grid: {
      left: chart.y.label === '' ? 4 : 26,
      right: 14,
      top: grouped ? 34 : 12,
      bottom: chart.x.label === '' ? 2 : 26,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    ...(grouped
      ? {
          legend: {
            type: 'scroll',
            top: 0,
            left: 0,
            itemGap: 16,
            itemWidth: 14,
            itemHeight: 10,
            textStyle: { ...textStyle(palette), color: palette.text, fontSize: 12 },
            pageTextStyle: textStyle(palette),
            inactiveColor: palette.line,
          },
        }
      : {}),
    xAxis: {
      ...axis(palette),
      ...name,
      type: chart.x.type,
      name: chart.x.label,
      nameGap: 26,
      splitNumber: 5,
      splitLine: { show: false },
      axisLine: { show: true, onZero: false, lineStyle: { color: palette.line } },
    },
    yAxis: { ...axis(palette), ...name, name: chart.y.label, nameGap: 36, splitNumber: 4 },
    tooltip: {
      ...tooltip(palette, (params) => {
        const items = (Array.isArray(params) ? params : [params]) as readonly Item[]
        const [first] = items
        if (first === undefined) return []
        const rows = items.map(({ seriesName, value }) => {
          const number = value[1] === null ? '—' : formatNumber(value[1])
          return grouped ? `${seriesName}: ${number}` : number
        })
        return [place(first.value[0]), ...rows]
      }),
      trigger: 'axis',
      axisPointer: { lineStyle: { color: palette.quiet, type: 'solid', width: 1 } },
    },
    series: chart.series.map(({ name: line, points }) => ({
      type: 'line',
      name: line,
      data: points as unknown as (number | null)[][],
      showSymbol: count <= MANY,
      symbol: 'circle',
      symbolSize: 5,
      lineStyle: { width: count > 500 ? 1.25 : 2 },
      emphasis: { disabled: true },
    })),
  }
}
