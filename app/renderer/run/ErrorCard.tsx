import { Button } from '@mantine/core'
import type { ErrorReport } from '../../contract/error'
import type { Run } from '../../contract/run'
import { sentence } from '../format/sentence'
import { Icon } from '../icons/Icon'
import { copyText } from '../shell/clipboard'
import { editRunOf } from '../store/own'
import { goOn, openFolder, rerun } from '../store/runs'
import { isListed } from '../store/select'
import { useStore } from '../store/store'
import { CodeLine } from './CodeLine'
import { diagnostics } from './diagnostics'
import styles from './ErrorCard.module.css'
import { type NextStep, nextSteps } from './next-steps'
import { Words } from './Words'

/** What happened, why, what to do about it, where; the traceback is for those who ask. */
export function ErrorCard({ run, error }: { readonly run: Run; readonly error: ErrorReport }) {
  const copy = (): void => {
    const state = useStore.getState()
    void copyText(diagnostics(run, state.logs[run.id]?.lines ?? [], state), 'Diagnostics')
  }
  return (
    <section className={styles.card} aria-label="What went wrong">
      <Icon shape={run.state === 'crashed' ? 'crashed' : 'failed'} size={20} className={styles.icon} />
      <div className={styles.content}>
        <p className={styles.message}>{wordsOf(error)}</p>
        <dl className={styles.facts}>
          {error.cause?.text !== undefined && (
            <Fact
              title={error.cause.certainty === 'certain' ? 'Cause' : 'Likely cause'}
              text={error.cause.text}
            />
          )}
          {error.hint !== undefined && <Fact title="What to do" text={error.hint} />}
        </dl>
        {error.line !== undefined && <CodeLine line={error.line} />}
        {error.traceback !== undefined && (
          <details className={styles.traceback}>
            <summary>
              <Icon shape="right" size={12} />
              Traceback{error.type === undefined ? '' : ` (${error.type})`}
            </summary>
            <pre>{error.traceback}</pre>
          </details>
        )}
        <div className={styles.steps}>
          {nextSteps(run, error.kind).map((step) => (
            <Step key={step} step={step} run={run} />
          ))}
          <Button variant="default" leftSection={<Icon shape="copy" size={13} />} onClick={copy}>
            Copy diagnostics
          </Button>
        </div>
      </div>
    </section>
  )
}

/** An exception's own words are left as they are. */
const wordsOf = ({ kind, message }: ErrorReport): string => (kind === 'job' ? message : sentence(message))

function Fact({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <Words>{sentence(text)}</Words>
      </dd>
    </div>
  )
}

const steps = {
  continue: { words: 'Continue from checkpoint', icon: 'play', act: goOn },
  edit: { words: 'Edit and re-run', icon: 'edit', act: editRunOf },
  rerun: { words: 'Re-run', icon: 'repeat', act: rerun },
  folder: { words: 'Open folder', icon: 'folder', act: (run: Run) => openFolder(run.id) },
} as const

function Step({ step, run }: { readonly step: NextStep; readonly run: Run }) {
  const known = useStore((state) => isListed(state, run.job.id))
  const { words, icon, act } = steps[step]
  return (
    <Button
      variant="default"
      leftSection={<Icon shape={icon} size={13} />}
      // The header has the same button: here it is told apart by where it is.
      aria-label={`${words}, from the error`}
      onClick={() => void act(run, known)}
    >
      {words}
    </Button>
  )
}
