import { useState } from 'react'
import { Icon } from '../icons/Icon'
import { moveWithArrows } from '../shell/arrow-keys'
import { keyLabel } from '../shell/shortcut'
import { selectJob } from '../store/forms'
import { addJobsFolder, chooseJobs } from '../store/own'
import { useStore } from '../store/store'
import { Action } from './Action'
import styles from './JobList.module.css'
import { matching } from './matching'
import { NoOwnJobs, OwnJobs } from './OwnJobs'
import { rowsOf } from './own-rows'
import { Problems } from './Problems'

/** Beyond this many a list is searched rather than read. */
const FILTER_FROM = 7

export function JobList() {
  const jobs = useStore((state) => state.jobs)
  const ready = useStore((state) => state.ready)
  const selected = useStore((state) => state.job)
  const [filter, setFilter] = useState('')
  const shown = matching(jobs, filter)
  const own = useStore((state) => state.own)
  const files = own.flatMap((place) => place.files)
  const hasOwn = own.some((place) => place.kind === 'added' || place.files.length > 0)
  const isOwnShown = files.some((file) => rowsOf(file, filter).length > 0)

  return (
    <div className={styles.jobs}>
      <div className={styles.head}>
        <h2 className="heading">Jobs</h2>
        <Action shape="file" label={`Open a Python file… (${keyLabel('O')})`} act={chooseJobs} />
        <Action shape="folderPlus" label="Add a folder of jobs…" act={addJobsFolder} />
      </div>
      {jobs.length + files.length >= FILTER_FROM && (
        <label className={styles.filter}>
          <Icon shape="search" size={14} />
          <input
            type="search"
            aria-label="Filter jobs"
            placeholder="Filter"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        </label>
      )}
      {!ready && jobs.length === 0 && <Preparing />}
      <div className={styles.scroller}>
        {ready && hasOwn && <OwnJobs filter={filter} />}
        {ready && hasOwn && shown.length > 0 && <h3 className={styles.group}>Shipped with Gilder</h3>}
        {shown.length > 0 && (
          <ul className={styles.list} aria-label="Jobs" onKeyDown={moveWithArrows}>
            {shown.map((job) => (
              <li key={job.id}>
                <button
                  type="button"
                  className={styles.job}
                  aria-current={job.id === selected ? 'true' : undefined}
                  title={job.summary}
                  onClick={() => selectJob(job.id)}
                >
                  <span className={styles.title}>{job.title}</span>
                  <span className={styles.summary}>{job.summary}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {ready && !hasOwn && <NoOwnJobs />}
      </div>
      {jobs.length > 0 && shown.length === 0 && !isOwnShown && (
        <p className={styles.none}>
          No jobs match.{' '}
          <button type="button" onClick={() => setFilter('')}>
            Clear filter
          </button>
        </p>
      )}
      {ready && jobs.length === 0 && <p className={styles.none}>There are no jobs.</p>}
      <Problems />
    </div>
  )
}

function Preparing() {
  return (
    <div className={styles.preparing} role="status">
      <p>Preparing Python…</p>
      {[72, 54, 63].map((width) => (
        <div key={width} className={styles.ghost}>
          <span style={{ width: `${width}%` }} />
          <span style={{ width: `${width + 22}%` }} />
        </div>
      ))}
    </div>
  )
}
