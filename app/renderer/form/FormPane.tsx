/** The middle of the window. Loaded after the first frame, with all that only forms need. */
import './mantine-parts'
import './mantine-parts.css'
import { useEffect } from 'react'
import type { OwnFile } from '../../contract/own'
import { fileName } from '../format/file-name'
import { prefetch } from '../shell/later'
import { selectedFile, selectedJob } from '../store/select'
import { useStore } from '../store/store'
import styles from './FormPane.module.css'
import { FormSkeleton } from './FormSkeleton'
import { JobForm } from './JobForm'
import { OwnNotice } from './OwnNotice'

export default function FormPane() {
  const job = useStore(selectedJob)
  const own = useStore(selectedFile)
  const ready = useStore((state) => state.ready)
  const runtime = useStore((state) => state.runtime)

  useEffect(() => {
    const idle = requestIdleCallback(prefetch)
    return () => cancelIdleCallback(idle)
  }, [])

  if (job !== undefined) return <JobForm key={job.id} job={job} own={own} />
  if (own !== undefined) return own.state === 'reading' ? <FormSkeleton /> : <FileAlone own={own} />
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

/** One of which there is no form, not even an old one. */
function FileAlone({ own }: { readonly own: OwnFile }) {
  return (
    <div className={styles.body}>
      <header className={styles.head}>
        <h1>{fileName(own.file)}</h1>
      </header>
      <OwnNotice own={own} />
    </div>
  )
}
