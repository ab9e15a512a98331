import type { SheetPreview } from '../../contract/result'
import { cellText } from './cell'
import styles from './Sheet.module.css'

/** Properties, one a line: short, quiet, and to be read from top to bottom. */
export function SheetView({ sheet }: { readonly sheet: SheetPreview }) {
  return (
    <dl className={styles.sheet}>
      {sheet.rows.map(({ name, label, value, type }) => (
        <div key={name} className={styles.row}>
          <dt title={name}>{label}</dt>
          <dd title={type} data-missing={value === null ? 'true' : undefined}>
            {cellText(value)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
