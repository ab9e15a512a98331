import { Button } from '@mantine/core'
import { Icon } from '../icons/Icon'
import { trySample } from '../store/forms'
import { firstSample } from '../store/select'
import { useStore } from '../store/store'
import styles from './History.module.css'

/** Instead of an empty list: the shortest way to a first result. */
export function FirstRun() {
  const job = useStore(firstSample)
  const sample = job?.samples[0]
  const usable = useStore((state) => state.runtime?.state === 'ok')
  return (
    <div className={styles.first}>
      <p>
        No runs yet.
        {job !== undefined && sample !== undefined && usable && (
          <>
            {' '}
            Try <em>{job.title}</em> with its sample.
          </>
        )}
      </p>
      {job !== undefined && sample !== undefined && usable && (
        <Button
          variant="default"
          leftSection={<Icon shape="flask" size={14} />}
          onClick={() => void trySample(job, sample)}
        >
          Run the sample
        </Button>
      )}
    </div>
  )
}
