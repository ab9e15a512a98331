import type { ArrayPreview } from '../../contract/result'
import { columnFormat, formatNumber } from '../format/number'
import styles from './Artifact.module.css'
import { cellText } from './cell'

const SHOWN = 200

export function ArrayView({ array: { dtype, shape, head } }: { readonly array: ArrayPreview }) {
  const total = shape.reduce((product, size) => product * size, 1)
  const shown = head.slice(0, SHOWN)
  const format = columnFormat(shown)
  return (
    <>
      <p className={styles.facts}>
        <code>{dtype}</code> · {shape.length === 0 ? 'one value' : shape.map(formatNumber).join(' × ')}
        {total > shown.length && ` · first ${formatNumber(shown.length)} of ${formatNumber(total)} values`}
      </p>
      <ol className={styles.values}>
        {shown.map((cell, at) => (
          <li key={at}>{cellText(cell, format)}</li>
        ))}
      </ol>
    </>
  )
}
