import type { Run } from '../../contract/run'
import { formatClock } from '../format/time'
import { ErrorCard } from '../run/ErrorCard'
import { Metrics } from '../run/Metrics'
import { ArtifactView } from './ArtifactView'
import { LastLines } from './LastLines'
import styles from './Results.module.css'
import { sectionsOf } from './sections'

export function Results({ run }: { readonly run: Run }) {
  return (
    <>
      <Ending run={run} />
      <Metrics run={run} />
      {run.results.length > 0 && isPartial(run.state) && (
        <p className={styles.note}>Partial: this is what it had kept until it ended.</p>
      )}
      {sectionsOf(run.results).map(({ kind, artifacts }) => (
        <div key={artifacts[0]?.name} className={styles.section} data-kind={kind}>
          {artifacts.map((artifact) => (
            <ArtifactView key={artifact.name} run={run.id} artifact={artifact} />
          ))}
        </div>
      ))}
    </>
  )
}

const isPartial = (state: Run['state']): boolean =>
  state !== 'done' && state !== 'running' && state !== 'queued'

function waitingWords({ waits, plan }: Run): string {
  if (waits !== null) return waits
  if (plan.held) return 'It is held: it starts after it has been released.'
  return 'It starts by itself as soon as there is room.'
}

/** What is to be said about how the run ended, or has not yet. */
function Ending({ run }: { readonly run: Run }) {
  switch (run.state) {
    case 'queued':
      return <p className={styles.note}>{waitingWords(run)}</p>
    case 'running':
      return run.results.length > 0 || run.metrics.length > 0 ? null : <LastLines run={run.id} />
    case 'failed':
    case 'crashed':
      return (
        <ErrorCard
          run={run}
          error={run.error ?? { kind: 'internal', message: 'The job ended without a reason.' }}
        />
      )
    case 'cancelled':
      return (
        <p className={styles.note}>
          Stopped by you{run.finished === null ? '' : ` at ${formatClock(run.finished, Date.now())}`}
          {run.progress === null || run.progress.message === '' ? '.' : `, at “${run.progress.message}”.`}
        </p>
      )
    case 'interrupted':
      return (
        <p className={styles.note}>
          Gilder or the computer stopped while this was running. Nothing was started again by itself: use
          Re-run.
        </p>
      )
    case 'done':
      return run.results.length === 0 ? (
        <p className={styles.note}>The job gave no result. Its log may say more.</p>
      ) : null
  }
}
