import { lazy, useMemo } from 'react'
import type { ArrayPreview } from '../../contract/result'
import { columnFormat, formatNumber } from '../format/number'
import { chartCanvas } from '../shell/later'
import styles from './Artifact.module.css'
import { arrayChart, overviewWords } from './array-chart'
import { cellText } from './cell'

const ChartCanvas = lazy(chartCanvas)
const SHOWN = 200
/** So few values say more by themselves than as a chart. */
const FEW = 24

export function ArrayView({ array }: { readonly array: ArrayPreview }) {
  const { dtype, shape, head } = array
  const total = shape.reduce((product, size) => product * size, 1)
  const chart = useMemo(() => (total > FEW ? arrayChart(array) : null), [array, total])
  const words = chart === null ? null : overviewWords(array)
  return (
    <>
      <p className={styles.facts}>
        <code>{dtype}</code> · {shape.length === 0 ? 'one value' : shape.map(formatNumber).join(' × ')}
        {words !== null && ` · ${words}`}
      </p>
      {chart === null ? (
        <Values head={head} total={total} />
      ) : (
        <>
          <ChartCanvas chart={chart} />
          <details className={styles.more}>
            <summary>Values</summary>
            <Values head={head} total={total} />
          </details>
        </>
      )}
    </>
  )
}

function Values({ head, total }: { readonly head: ArrayPreview['head']; readonly total: number }) {
  const shown = head.slice(0, SHOWN)
  const format = columnFormat(shown)
  return (
    <>
      <ol className={styles.values}>
        {shown.map((cell, at) => (
          <li key={at}>{cellText(cell, format)}</li>
        ))}
      </ol>
      {total > shown.length && (
        <p className={styles.facts}>
          The first {formatNumber(shown.length)} of {formatNumber(total)} values.
        </p>
      )}
    </>
  )
}
