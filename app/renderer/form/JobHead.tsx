import { Button } from '@mantine/core'
import type { JobSpec } from '../../contract/job'
import { Icon } from '../icons/Icon'
import { fillSample } from '../store/forms'
import styles from './FormPane.module.css'

/** More than this is folded: the form should not start below the edge of the window. */
const SHORT_DOC = 200

export function JobHead({ job }: { readonly job: JobSpec }) {
  const paragraphs = job.doc
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
  const text = paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)
  return (
    <header className={styles.head}>
      <h1>{job.title}</h1>
      <p>{job.summary}</p>
      {paragraphs.length > 0 &&
        (job.doc.length <= SHORT_DOC ? (
          text
        ) : (
          <details>
            <summary>
              <Icon shape="right" size={12} />
              About this job
            </summary>
            {text}
          </details>
        ))}
      {job.samples.length > 0 && (
        <div className={styles.samples}>
          {job.samples.map((sample) => (
            <Button
              key={sample.label}
              variant="default"
              size="compact-xs"
              leftSection={<Icon shape="flask" size={13} />}
              onClick={() => fillSample(job, sample)}
            >
              Try with {sample.label}
            </Button>
          ))}
        </div>
      )}
    </header>
  )
}
