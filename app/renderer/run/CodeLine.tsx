import type { ErrorReport } from '../../contract/error'
import styles from './ErrorCard.module.css'

/** The line of the user's own code, and which part of it is meant. */
export function CodeLine({ line }: { readonly line: NonNullable<ErrorReport['line']> }) {
  const { file, number, text, mark, column } = line
  const at = column === undefined ? '' : `, column ${column}`
  const [begin, end] = mark ?? [0, 0]
  return (
    <figure className={styles.line}>
      <figcaption>
        {file}, line {number}
        {at}
      </figcaption>
      <pre>
        {mark === undefined ? (
          text.trim()
        ) : (
          <>
            {text.slice(0, begin)}
            <mark>{text.slice(begin, end)}</mark>
            {text.slice(end)}
          </>
        )}
      </pre>
    </figure>
  )
}
