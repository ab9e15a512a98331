import type { EChartsOption } from 'echarts'
import type { HeatmapPreview } from '../../contract/result'
import { formatNumber } from '../format/number'
import { axis, textStyle, tooltip } from './chart-base'
import type { Palette } from './palette'

type Cell = readonly [column: number, row: number, value: number | null]

/** With so few cells each has room for its number. */
const FEW = 100
const NARROW = 12
const MOST_LABELS = 12

export function heatmapOption(chart: HeatmapPreview, palette: Palette): EChartsOption {
  const [low, high] = rangeOf(chart)
  // As correlations are. Of other numbers with both signs nobody knows that nought is their middle.
  const diverging = -1 <= low && low < 0 && high > 0 && high <= 1
  const reach = Math.max(Math.abs(low), Math.abs(high))
  const data: Cell[] = chart.cells.flatMap((row, down) => row.map((value, at): Cell => [at, down, value]))
  const place = (value: string | number | undefined): string =>
    typeof value === 'number' ? formatNumber(value) : (value ?? '')
  const side = (label: string, places: readonly (string | number)[]) => ({
    ...axis(palette),
    type: 'category' as const,
    data: places.map(place),
    axisLabel: {
      ...axis(palette).axisLabel,
      ...(places.length > MOST_LABELS ? { interval: Math.ceil(places.length / MOST_LABELS) - 1 } : {}),
    },
    name: label,
    nameLocation: 'middle' as const,
    nameTextStyle: { ...textStyle(palette), fontSize: 12 },
    splitLine: { show: false },
  })
  const labelled = data.length <= FEW && chart.x.places.length <= NARROW
  return {
    animation: false,
    grid: {
      left: chart.y.label === '' ? 4 : 28,
      right: 84,
      top: 8,
      bottom: chart.x.label === '' ? 2 : 26,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: { ...side(chart.x.label, chart.x.places), nameGap: 26 },
    yAxis: { ...side(chart.y.label, chart.y.places), inverse: true, nameGap: 40 },
    visualMap: {
      type: 'continuous',
      // A scale with both signs has its middle at nought.
      min: diverging ? -reach : low,
      max: diverging ? reach : high === low ? low + 1 : high,
      calculable: false,
      right: 0,
      top: 8,
      itemWidth: 10,
      itemHeight: 120,
      text: [`${short(diverging ? reach : high)} ${chart.label}`.trim(), short(diverging ? -reach : low)],
      textStyle: textStyle(palette),
      inRange: { color: [...(diverging ? palette.diverging : palette.sequential)] },
    },
    tooltip: tooltip(palette, (params) => {
      const [column, row, value] = (params as { readonly data: Cell }).data
      const at = (axisOf: HeatmapPreview['x'], index: number, fallback: string): string =>
        `${axisOf.label || fallback}: ${place(axisOf.places[index])}`
      return [
        at(chart.x, column, 'column'),
        at(chart.y, row, 'row'),
        value === null ? 'no number' : `${chart.label === '' ? '' : `${chart.label} `}${formatNumber(value)}`,
      ]
    }),
    series: [
      {
        type: 'heatmap',
        data: data as unknown as (number | null)[][],
        progressive: 0,
        label: {
          show: labelled,
          fontSize: 11,
          formatter: ({ data: cell }) => {
            const value = (cell as unknown as Cell)[2]
            return value === null ? '' : short(value)
          },
        },
        itemStyle: { borderWidth: labelled ? 1 : 0, borderColor: palette.raised },
        emphasis: { itemStyle: { borderColor: palette.text, borderWidth: 1 } },
      },
    ],
  }
}

const short = (value: number): string => formatNumber(Number(value.toPrecision(3)))

function rangeOf({ cells }: HeatmapPreview): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const row of cells) {
    for (const value of row) {
      if (value === null) continue
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  }
  return low <= high ? [low, high] : [0, 1]
}
