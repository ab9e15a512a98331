import { useStore } from '../store/store'
import styles from './RunProgress.module.css'

/** The bar, the words of the job and the percentage; without a fraction the bar only says that it is alive. */
export function RunProgress({ run, queued }: { readonly run: string; readonly queued: boolean }) {
  const progress = useStore((state) => state.progress[run])
  const fraction = progress?.fraction ?? null
  const percent = fraction === null ? null : Math.floor(fraction * 100)
  const message = progress?.message || (queued ? 'Waits until the runs before it have ended' : 'Starting')
  return (
    <div className={styles.progress}>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label="Progress"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        aria-valuetext={percent === null ? message : `${percent} %, ${message}`}
        data-unknown={percent === null && !queued ? 'true' : undefined}
      >
        <span style={fraction === null ? undefined : { transform: `scaleX(${fraction})` }} />
      </div>
      <p>
        <span className={styles.message}>{message}</span>
        {percent !== null && <span>{percent} %</span>}
      </p>
    </div>
  )
}
