import { useMemo } from 'react'
import { rowsOf } from '../run/log-rows'
import { useStore } from '../store/store'
import styles from './Results.module.css'

const COUNT = 8

/** While there is no result yet: what the job says meanwhile. */
export function LastLines({ run }: { readonly run: string }) {
  const log = useStore((state) => state.logs[run])
  const rows = useMemo(() => rowsOf(log?.lines.slice(-COUNT) ?? []).slice(-COUNT), [log])
  return (
    <div className={styles.waiting}>
      <p>The result appears here when the job has finished.</p>
      {rows.length > 0 && <pre aria-hidden="true">{rows.map(({ text }) => text).join('\n')}</pre>}
    </div>
  )
}
