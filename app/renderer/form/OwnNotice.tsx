import { Button } from '@mantine/core'
import type { OwnFile, OwnState } from '../../contract/own'
import { fileName } from '../format/file-name'
import { sentence } from '../format/sentence'
import { Icon } from '../icons/Icon'
import { openJobs, removeJobs, showJobs } from '../store/own'
import styles from './OwnNotice.module.css'

const titles: Readonly<Record<Exclude<OwnState, 'ready' | 'reading'>, (name: string) => string>> = {
  broken: (name) => `${name} cannot be run as it is now`,
  untrusted: (name) => `${name} is not trusted as it is now`,
  missing: (name) => `${name} is not there any more`,
}

/** Above a form that cannot be run, or in its place: what is the matter with the file, and what to do. */
export function OwnNotice({ own }: { readonly own: OwnFile }) {
  const { file, state, jobs, error } = own
  if (state === 'ready' || state === 'reading') return null
  const line = error?.line
  return (
    <section className={styles.notice} aria-label="What is the matter with the file" role="status">
      <Icon shape={state === 'untrusted' ? 'lock' : 'warning'} size={18} className={styles.icon} />
      <div className={styles.content}>
        <p className={styles.title}>{titles[state](fileName(file))}</p>
        {state === 'broken' && error !== null && <p>{sentence(error.message)}</p>}
        {state === 'broken' && error?.hint !== undefined && <p>{sentence(error.hint)}</p>}
        {state === 'untrusted' && (
          <p>
            The file, or one beside it that it imports, is another than the one you have agreed to. It has not
            been executed since.
          </p>
        )}
        {line !== undefined && state === 'broken' && <pre>{line.text.trim()}</pre>}
        <p className={styles.quiet}>
          {state === 'missing' ? file : jobs.length > 0 ? 'Below is the form of its last good version. ' : ''}
          {state === 'broken' && 'As soon as the file is put right, its form is here.'}
        </p>
        <div className={styles.actions}>
          {state === 'untrusted' && (
            <Button size="compact-xs" onClick={() => void openJobs(file)}>
              Trust it as it is now…
            </Button>
          )}
          {state === 'broken' && (
            <Button size="compact-xs" variant="default" onClick={() => void openJobs(file)}>
              Try again
            </Button>
          )}
          {state === 'missing' ? (
            <Button size="compact-xs" variant="default" onClick={() => void removeJobs(file)}>
              Remove from the list
            </Button>
          ) : (
            <Button size="compact-xs" variant="default" onClick={() => void showJobs(file)}>
              Show in folder
            </Button>
          )}
        </div>
      </div>
    </section>
  )
}
