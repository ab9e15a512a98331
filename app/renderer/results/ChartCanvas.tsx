/** A chart drawn by ECharts. In a file of its own because the window does not need it to start. */
import { CustomChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { type ECharts, init, use as useParts } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { ChartPreview } from '../../contract/result'
import styles from './ChartCanvas.module.css'
import { chartWords } from './chart-words'
import { heatmapOption } from './heatmap-option'
import { histogramOption } from './histogram-option'
import { lineOption } from './line-option'
import { currentPalette, onSchemeChange } from './palette'
import { scatterOption } from './scatter-option'

useParts([
  CustomChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
])

function optionOf(chart: ChartPreview) {
  switch (chart.type) {
    case 'histogram':
      return histogramOption(chart, currentPalette())
    case 'scatter':
      return scatterOption(chart, currentPalette())
    case 'line':
      return lineOption(chart, currentPalette())
    case 'heatmap':
      return heatmapOption(chart, currentPalette())
  }
}

export default function ChartCanvas({ chart }: { readonly chart: ChartPreview }) {
  const place = useRef<HTMLDivElement>(null)
  const canvas = useRef<ECharts | null>(null)

  useEffect(() => {
    const element = place.current
    if (element === null) return
    const made = init(element, null, { renderer: 'canvas' })
    canvas.current = made
    const size = new ResizeObserver(() => made.resize())
    size.observe(element)
    return () => {
      size.disconnect()
      made.dispose()
    }
  }, [])

  // On the same canvas: what a run measures is another chart ten times a second.
  useEffect(() => {
    const draw = (): void => canvas.current?.setOption(optionOf(chart), { notMerge: true })
    draw()
    return onSchemeChange(draw)
  }, [chart])

  return (
    <div
      ref={place}
      className={styles.chart}
      data-chart={chart.type}
      role="img"
      aria-label={chartWords(chart)}
    />
  )
}
