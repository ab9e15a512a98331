import type { Cell } from '../../contract/result'
import styles from './Artifact.module.css'
import { cellText } from './cell'

export function ValueView({ value }: { readonly value: Cell }) {
  return (
    <p className={styles.figure} data-missing={value === null ? 'true' : undefined} title={String(value)}>
      {cellText(value)}
    </p>
  )
}
