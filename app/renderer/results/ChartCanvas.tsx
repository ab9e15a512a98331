/** A chart drawn by ECharts. In a file of its own because the window does not need it to start. */
import { CustomChart, ScatterChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type ECharts, init, use as useParts } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { HistogramPreview, ScatterPreview } from '../../contract/result'
import styles from './ChartCanvas.module.css'
import { chartWords } from './chart-words'
import { histogramOption } from './histogram-option'
import { currentPalette, onSchemeChange } from './palette'
import { scatterOption } from './scatter-option'

useParts([CustomChart, ScatterChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

type Chart = HistogramPreview | ScatterPreview

const optionOf = (chart: Chart) =>
  chart.type === 'histogram'
    ? histogramOption(chart, currentPalette())
    : scatterOption(chart, currentPalette())

export default function ChartCanvas({ chart }: { readonly chart: Chart }) {
  const place = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const element = place.current
    if (element === null) return
    const drawn: ECharts = init(element, null, { renderer: 'canvas' })
    const draw = (): void => drawn.setOption(optionOf(chart), { notMerge: true })
    draw()
    const size = new ResizeObserver(() => drawn.resize())
    size.observe(element)
    const stop = onSchemeChange(draw)
    return () => {
      stop()
      size.disconnect()
      drawn.dispose()
    }
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
