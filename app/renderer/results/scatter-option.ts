import type { EChartsOption } from 'echarts'
import type { ScatterPreview } from '../../contract/result'
import { formatNumber } from '../format/number'
import { axis, textStyle, tooltip } from './chart-base'
import type { Palette } from './palette'

/** Groups differ by shape as well as by colour. */
const SYMBOLS = ['circle', 'triangle', 'rect', 'diamond'] as const
/** From here on points are drawn smaller and all at once. */
const MANY = 2000

interface Item {
  readonly seriesName: string
  readonly value: readonly [number, number]
}

export function scatterOption(chart: ScatterPreview, palette: Palette): EChartsOption {
  const count = chart.series.reduce((sum, { points }) => sum + points.length, 0)
  const grouped = chart.series.length > 1
  const name = { nameLocation: 'middle', nameTextStyle: { ...textStyle(palette), fontSize: 12 } } as const
  return {
    animation: false,
    color: [...palette.series],
    grid: {
      left: 26,
      right: 12,
      top: grouped ? 34 : 12,
      bottom: 26,
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
            itemWidth: 10,
            itemHeight: 10,
            textStyle: { ...textStyle(palette), color: palette.text, fontSize: 12 },
            pageTextStyle: textStyle(palette),
            inactiveColor: palette.line,
          },
        }
      : {}),
    xAxis: { ...axis(palette), ...name, name: chart.x.label, nameGap: 28 },
    yAxis: { ...axis(palette), ...name, name: chart.y.label, nameGap: 36 },
    tooltip: tooltip(palette, (params) => {
      const { seriesName, value } = params as Item
      const point = `${formatNumber(value[0])}, ${formatNumber(value[1])}`
      return grouped ? [seriesName, point] : [point]
    }),
    series: chart.series.map(({ name: group, points }, at) => ({
      type: 'scatter',
      name: group,
      data: points as unknown as number[][],
      symbol: SYMBOLS[at % SYMBOLS.length] ?? 'circle',
      symbolSize: count > MANY ? 4 : 7,
      large: count > MANY,
      itemStyle: { opacity: count > MANY ? 0.55 : 0.8 },
      emphasis: { scale: 1.4 },
    })),
  }
}
