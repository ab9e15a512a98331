import { Button } from '@mantine/core'
import type { ErrorReport } from '../../contract/error'
import type { Run } from '../../contract/run'
import { sentence } from '../format/sentence'
import { Icon } from '../icons/Icon'
import { copyText } from '../shell/clipboard'
import { useStore } from '../store/store'
import { diagnostics } from './diagnostics'
import styles from './ErrorCard.module.css'

/** What happened, what to do about it, where; the traceback is for those who ask. */
export function ErrorCard({ run, error }: { readonly run: Run; readonly error: ErrorReport }) {
  const copy = (): void => {
    const state = useStore.getState()
    void copyText(diagnostics(run, state.logs[run.id]?.lines ?? [], state), 'Diagnostics')
  }
  return (
    <section className={styles.card} aria-label="What went wrong">
      <Icon shape={run.state === 'crashed' ? 'crashed' : 'failed'} size={20} className={styles.icon} />
      <div className={styles.content}>
        <p className={styles.message}>{sentence(error.message)}</p>
        {error.hint !== undefined && <p className={styles.hint}>{sentence(error.hint)}</p>}
        {error.line !== undefined && (
          <figure className={styles.line}>
            <figcaption>
              {error.line.file}, line {error.line.number}
            </figcaption>
            <pre>{error.line.text.trim()}</pre>
          </figure>
        )}
        {error.traceback !== undefined && (
          <details className={styles.traceback}>
            <summary>
              <Icon shape="right" size={12} />
              Traceback{error.type === undefined ? '' : ` (${error.type})`}
            </summary>
            <pre>{error.traceback}</pre>
          </details>
        )}
        <Button variant="default" leftSection={<Icon shape="copy" size={13} />} onClick={copy}>
          Copy diagnostics
        </Button>
      </div>
    </section>
  )
}
