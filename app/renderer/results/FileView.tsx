import type { FilePreview } from '../../contract/result'
import { formatBytes } from '../format/bytes'
import { formatCount, formatNumber } from '../format/number'
import styles from './File.module.css'

/** A file that Gilder has no picture of: what it is, and how it begins if it is text. A folder: what is in it. */
export function FileView({ file }: { readonly file: FilePreview }) {
  const { name, media, bytes, text, entries, total } = file
  return (
    <>
      <p className={styles.facts}>
        <span className={styles.name}>{name}</span>
        {entries === null
          ? ` · ${media === 'application/octet-stream' ? 'file' : media}`
          : ` · ${formatCount(total, 'file', 'files')}`}
        {` · ${formatBytes(bytes)}`}
      </p>
      {text !== null && text !== '' && <pre className={styles.text}>{text}</pre>}
      {entries !== null && entries.length > 0 && (
        <ul className={styles.entries}>
          {entries.map((entry) => (
            <li key={entry.path}>
              <span>{entry.name}</span>
              <span>{formatBytes(entry.bytes)}</span>
            </li>
          ))}
        </ul>
      )}
      {entries !== null && total > entries.length && (
        <p className={styles.facts}>The first {formatNumber(entries.length)} of them.</p>
      )}
    </>
  )
}
