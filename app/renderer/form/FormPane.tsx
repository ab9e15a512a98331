/** The middle of the window. Loaded after the first frame, with all that only forms need. */
import './mantine-parts'
import './mantine-parts.css'
import { useEffect } from 'react'
import { prefetch } from '../shell/later'
import { selectedJob } from '../store/select'
import { useStore } from '../store/store'
import styles from './FormPane.module.css'
import { FormSkeleton } from './FormSkeleton'
import { JobForm } from './JobForm'

export default function FormPane() {
  const job = useStore(selectedJob)
  const ready = useStore((state) => state.ready)
  const runtime = useStore((state) => state.runtime)

  useEffect(() => {
    const idle = requestIdleCallback(prefetch)
    return () => cancelIdleCallback(idle)
  }, [])

  if (job !== undefined) return <JobForm key={job.id} job={job} />
  if (!ready) return <FormSkeleton />
  return (
    <div className={styles.empty}>
      <h1>No job to run</h1>
      <p>
        {runtime?.state === 'ok'
          ? 'The jobs that came with Gilder could not be read.'
          : 'Jobs appear here once Python can be used. Earlier runs and their results are in the history.'}
      </p>
    </div>
  )
}
