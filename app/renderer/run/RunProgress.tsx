import type { Run } from '../../contract/run'
import { useStore } from '../store/store'
import styles from './RunProgress.module.css'

function waitingFor(held: boolean, paused: boolean): string {
  if (held) return 'Waits until it is released'
  return paused ? 'Waits until the queue is resumed' : 'Waits until the runs before it have ended'
}

/** The bar, the words of the job and the percentage; without a fraction the bar only says that it is alive. */
export function RunProgress({ run: { id, state, plan } }: { readonly run: Run }) {
  const progress = useStore((store) => store.progress[id])
  const paused = useStore((store) => store.queue?.paused === true)
  const queued = state === 'queued'
  const fraction = progress?.fraction ?? null
  const percent = fraction === null ? null : Math.floor(fraction * 100)
  const message = progress?.message || (queued ? waitingFor(plan.held, paused) : 'Starting')
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
