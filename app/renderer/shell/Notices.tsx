import { useEffect } from 'react'
import { Icon } from '../icons/Icon'
import { dismiss } from '../store/notices'
import type { Notice } from '../store/state'
import { useStore } from '../store/store'
import styles from './Notices.module.css'

const INFO_MS = 3500

/** Messages in the corner. Confirmations leave by themselves; what went wrong stays until it is read. */
export function Notices() {
  const notices = useStore((state) => state.notices)
  return (
    <div className={styles.corner} role="log" aria-label="Messages" aria-live="polite">
      {notices.map((notice) => (
        <Item key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function Item({ notice: { id, tone, text, hint } }: { readonly notice: Notice }) {
  useEffect(() => {
    if (tone !== 'info') return
    const timer = setTimeout(() => dismiss(id), INFO_MS)
    return () => clearTimeout(timer)
  }, [id, tone])

  return (
    <div className={styles.notice} data-tone={tone}>
      <Icon shape={tone === 'error' ? 'warning' : 'check'} />
      <div className={styles.words}>
        <p>{text}</p>
        {hint !== '' && <p className={styles.hint}>{hint}</p>}
      </div>
      <button type="button" className={styles.close} aria-label="Dismiss" onClick={() => dismiss(id)}>
        <Icon shape="close" size={12} />
      </button>
    </div>
  )
}
