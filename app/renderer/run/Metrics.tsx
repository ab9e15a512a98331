import { lazy, Suspense, useEffect, useMemo } from 'react'
import type { LinePreview } from '../../contract/result'
import type { MetricPoints, Run } from '../../contract/run'
import { formatCount, formatNumber } from '../format/number'
import { Boundary } from '../shell/Boundary'
import { chartCanvas } from '../shell/later'
import { readMetrics } from '../store/metrics'
import { isPlenty } from '../store/points'
import { useStore } from '../store/store'
import styles from './Metrics.module.css'

const ChartCanvas = lazy(chartCanvas)

/** More charts than this are a wall; the rest is in the file. */
const MOST_CHARTS = 12
const DIGITS = 4

/** What a run measures, drawn as it comes. Those of one name before a slash share a chart. */
export function Metrics({ run }: { readonly run: Run }) {
  const { id } = run
  const known = useStore((state) => state.metrics[id])
  const plenty = known !== undefined && isPlenty(known)
  useEffect(() => {
    if (plenty) void readMetrics(id)
  }, [id, plenty])
  const groups = useMemo(() => grouped(known ?? []), [known])
  if (groups.length === 0) return null
  return (
    <section className={styles.metrics} aria-label="Metrics">
      {groups.slice(0, MOST_CHARTS).map(([name, series]) => (
        <figure key={name} className={styles.metric}>
          <figcaption>
            <span>{name}</span>
            {series.length === 1 && <output>{lastOf(series[0])}</output>}
          </figcaption>
          <Boundary what={name}>
            <Suspense fallback={<div className={styles.ghost} />}>
              <ChartCanvas chart={chartOf(name, series)} />
            </Suspense>
          </Boundary>
        </figure>
      ))}
      {groups.length > MOST_CHARTS && (
        <p className={styles.more}>
          {formatCount(groups.length - MOST_CHARTS, 'more metric is', 'more metrics are')} in metrics.jsonl,
          in the folder of the run.
        </p>
      )}
    </section>
  )
}

function grouped(series: readonly MetricPoints[]): readonly (readonly [string, readonly MetricPoints[]])[] {
  const groups = new Map<string, MetricPoints[]>()
  for (const each of series) {
    const name = each.name.split('/')[0] ?? each.name
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [each])
    else group.push(each)
  }
  return [...groups]
}

const chartOf = (name: string, series: readonly MetricPoints[]): LinePreview => ({
  kind: 'chart',
  type: 'line',
  title: name,
  x: { label: '', type: 'value' },
  y: { label: '' },
  series: series.map((each) => ({
    name: each.name,
    points: each.points.map(([step, value]) => [step, typeof value === 'number' ? value : null]),
  })),
  total: series.reduce((sum, { total }) => sum + total, 0),
})

function lastOf(series: MetricPoints | undefined): string {
  const value = series?.points.at(-1)?.[1]
  if (value === undefined) return ''
  return typeof value === 'number' ? formatNumber(Number(value.toPrecision(DIGITS))) : value
}
