import { Icon } from '../icons/Icon'
import { showQueue } from '../store/queue'
import { useStore } from '../store/store'
import styles from './QueueButton.module.css'

/** The way to the queue, with what is in it. */
export function QueueButton() {
  const queue = useStore((state) => state.queue)
  const shown = useStore((state) => state.queueShown)
  if (queue === null) return null
  const { running, waiting } = queue
  const words = [running === 0 ? '' : `${running} running`, waiting === 0 ? '' : `${waiting} waiting`].filter(
    Boolean,
  )
  return (
    <button
      type="button"
      className={styles.button}
      aria-current={shown ? 'page' : undefined}
      onClick={() => showQueue()}
    >
      <Icon shape="queue" size={14} />
      Queue
      <span>{words.join(', ')}</span>
    </button>
  )
}
