import { Button } from '@mantine/core'
import { Icon } from '../icons/Icon'
import { resumeQueue, retryFailed } from '../store/queue'
import { useStore } from '../store/store'
import { queueWords } from './queue-words'
import styles from './Strip.module.css'

/** Only there when nothing starts though something might: after a crash, while paused, while memory is short. */
export function QueueStrip() {
  const queue = useStore((state) => state.queue)
  const words = queue === null ? null : queueWords(queue)
  if (queue === null || words === null) return null
  const lost = queue.recovered?.interrupted ?? 0
  return (
    <div className={styles.strip} role="status">
      <Icon shape={queue.recovered === null ? 'interrupted' : 'warning'} />
      <p>
        <strong>{words.what}</strong> {words.more}
      </p>
      {queue.paused && (
        <div className={styles.actions}>
          {lost > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => void retryFailed()}>
              {lost === 1 ? 'Run it again' : 'Run them again'}
            </Button>
          )}
          <Button size="compact-sm" onClick={() => void resumeQueue()}>
            Resume
          </Button>
        </div>
      )}
    </div>
  )
}
