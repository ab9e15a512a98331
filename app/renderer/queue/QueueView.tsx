import { Button } from '@mantine/core'
import { useMemo } from 'react'
import type { QueueState } from '../../contract/queue'
import type { Run } from '../../contract/run'
import { formatDuration } from '../format/duration'
import { Icon } from '../icons/Icon'
import { StateMark, stateWords } from '../icons/StateMark'
import { RunProgress } from '../run/RunProgress'
import { useNow } from '../shell/clock'
import { pauseQueue, resumeQueue, retryFailed } from '../store/queue'
import { cancelRun, openRun } from '../store/runs'
import { useStore } from '../store/store'
import { lineOf } from './line'
import styles from './Queue.module.css'
import { QueueWishes } from './QueueWishes'
import { Waiting } from './Waiting'

/** What runs, what waits for its turn, and what has ended today. */
export function QueueView() {
  const runs = useStore((state) => state.runs)
  const queue = useStore((state) => state.queue)
  const now = useNow(30_000)
  const { running, waiting, ended } = useMemo(() => lineOf(runs, now), [runs, now])
  const failed = ended.filter(
    ({ state }) => state === 'failed' || state === 'crashed' || state === 'interrupted',
  )
  if (queue === null) return null
  return (
    <div className={styles.queue}>
      <Head queue={queue} failed={failed.length} />
      <section aria-label="Running">
        <h3>Running</h3>
        {running.length === 0 ? <p className={styles.nothing}>Nothing runs.</p> : null}
        <ul>
          {running.map((run) => (
            <Running key={run.id} run={run} />
          ))}
        </ul>
      </section>
      <section aria-label="Waiting">
        <h3>Waiting</h3>
        {waiting.length === 0 ? (
          <p className={styles.nothing}>Nothing waits.</p>
        ) : (
          <Waiting runs={waiting} paused={queue.paused} />
        )}
      </section>
      {ended.length > 0 && (
        <details>
          <summary>
            <Icon shape="right" size={12} />
            Ended today <span>{ended.length}</span>
          </summary>
          <ul>
            {ended.map((run) => (
              <Ended key={run.id} run={run} />
            ))}
          </ul>
        </details>
      )}
      <QueueWishes settings={queue.settings} />
    </div>
  )
}

function Head({ queue, failed }: { readonly queue: QueueState; readonly failed: number }) {
  return (
    <header className={styles.head}>
      <h2>Queue</h2>
      {queue.paused ? (
        <Button leftSection={<Icon shape="play" size={13} />} onClick={() => void resumeQueue()}>
          Resume
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<Icon shape="pause" size={13} />}
          title="What runs goes on; nothing else starts"
          onClick={() => void pauseQueue()}
        >
          Pause
        </Button>
      )}
      {failed > 0 && (
        <Button
          variant="default"
          leftSection={<Icon shape="repeat" size={14} />}
          title="Run again what has ended badly since Gilder was started"
          onClick={() => void retryFailed()}
        >
          Retry failed
        </Button>
      )}
    </header>
  )
}

function Running({ run }: { readonly run: Run }) {
  const stopping = useStore((state) => state.stopping[run.id] === true) || run.stopping !== null
  return (
    <li className={styles.run}>
      <StateMark state={run.state} />
      <button type="button" className={styles.title} onClick={() => openRun(run.id)}>
        {run.job.title}
      </button>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={`Cancel ${run.job.title}`}
        disabled={stopping}
        onClick={() => void cancelRun(run.id)}
      >
        {stopping ? 'Cancelling…' : 'Cancel'}
      </Button>
      <div className={styles.wide}>
        <RunProgress run={run} />
      </div>
    </li>
  )
}

function Ended({ run }: { readonly run: Run }) {
  return (
    <li className={styles.run}>
      <StateMark state={run.state} />
      <button type="button" className={styles.title} onClick={() => openRun(run.id)}>
        {run.job.title}
      </button>
      <span className={styles.words}>
        {stateWords[run.state]}
        {run.seconds === null ? '' : ` · ${formatDuration(run.seconds)}`}
      </span>
    </li>
  )
}
