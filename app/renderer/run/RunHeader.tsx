import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Run, StopStage } from '../../contract/run'
import { formatDuration, formatElapsed } from '../format/duration'
import { formatClock } from '../format/time'
import { Icon } from '../icons/Icon'
import { StateBadge } from '../icons/StateMark'
import { Confirm } from '../shell/Confirm'
import { useNow } from '../shell/clock'
import { keyLabel } from '../shell/shortcut'
import { isActive } from '../store/events'
import { notify } from '../store/notices'
import { editRunOf } from '../store/own'
import { releaseRun } from '../store/queue'
import { goOn, openFolder, openRun, removeRun, rerun } from '../store/runs'
import { isListed } from '../store/select'
import { useStore } from '../store/store'
import styles from './RunHeader.module.css'

export function RunHeader({ run, onCancel }: { readonly run: Run; readonly onCancel: () => void }) {
  const active = isActive(run.state)
  const { sweep } = run
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <h2>{run.job.title}</h2>
        <StateBadge run={run} />
        {sweep !== null && (
          <button type="button" className={styles.sweep} onClick={() => openRun(sweep)}>
            <Icon shape="several" size={13} />
            Part of a sweep
          </button>
        )}
        <Times run={run} />
      </div>
      <div className={styles.actions}>
        {run.state === 'queued' && run.plan.held && (
          <Button
            variant="default"
            leftSection={<Icon shape="play" size={13} />}
            onClick={() => void releaseRun(run.id)}
          >
            Release
          </Button>
        )}
        {active ? <Cancel run={run} onCancel={onCancel} /> : <Finished run={run} />}
      </div>
    </header>
  )
}

function Times({ run }: { readonly run: Run }) {
  const running = run.state === 'running'
  const now = useNow(running ? 1000 : 30_000)
  const begun = run.started ?? run.created
  const took = running
    ? formatElapsed((now - new Date(begun).getTime()) / 1000)
    : run.seconds !== null
      ? formatDuration(run.seconds)
      : null
  return (
    <p className={styles.times}>
      <time dateTime={begun} title={new Date(begun).toLocaleString()}>
        {formatClock(begun, now)}
      </time>
      {took !== null && (
        <>
          <span aria-hidden="true">·</span>
          <span title={running ? 'Running for' : 'Duration'}>{took}</span>
        </>
      )}
    </p>
  )
}

/** How hard it is being told to end. */
const stageWords: Readonly<Record<StopStage, string>> = {
  asked: 'Cancelling',
  interrupted: 'Interrupting',
  terminated: 'Ending its process',
  killed: 'Killing its process',
}

function Cancel({ run, onCancel }: { readonly run: Run; readonly onCancel: () => void }) {
  const asked = useStore((state) => state.stopping[run.id] === true)
  const stopping = asked || run.stopping !== null
  return (
    <Button
      variant="default"
      leftSection={<Icon shape="stop" size={13} />}
      rightSection={<kbd>{keyLabel('.')}</kbd>}
      aria-keyshortcuts="Control+."
      aria-label={stopping ? 'Cancelling' : 'Cancel'}
      disabled={stopping}
      onClick={onCancel}
    >
      {stopping ? `${stageWords[run.stopping ?? 'asked']}…` : 'Cancel'}
    </Button>
  )
}

/** What is kept nowhere has to be entered again. */
async function askAgain(run: Run, known: boolean): Promise<void> {
  await editRunOf(run, known)
  notify('info', 'The secrets of that run are kept nowhere.', 'Enter them again, then run it.')
}

function Finished({ run }: { readonly run: Run }) {
  const known = useStore((state) => isListed(state, run.job.id))
  const [removing, setRemoving] = useState(false)
  const isSweep = run.points !== null
  return (
    <>
      {!isSweep && run.checkpoint !== null && run.state !== 'done' && (
        <Button
          variant="default"
          leftSection={<Icon shape="play" size={13} />}
          title="Run from where it had last kept its state"
          onClick={() => void goOn(run)}
        >
          Continue
        </Button>
      )}
      {isSweep && run.state !== 'done' && (
        <Button
          variant="default"
          leftSection={<Icon shape="play" size={13} />}
          title="Run the points that are not done; the others stand"
          onClick={() => void goOn(run)}
        >
          Resume
        </Button>
      )}
      {!isSweep && (
        <Button
          variant="default"
          leftSection={<Icon shape="repeat" size={14} />}
          title="Run again with the same parameters"
          onClick={() => void (run.secrets.length > 0 ? askAgain(run, known) : rerun(run))}
        >
          Re-run
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<Icon shape="edit" size={14} />}
        title="Put these parameters into the form"
        onClick={() => void editRunOf(run, known)}
      >
        Edit and re-run
      </Button>
      <Button
        variant="default"
        leftSection={<Icon shape="folder" size={14} />}
        onClick={() => void openFolder(run.id)}
      >
        Open folder
      </Button>
      <Button
        variant="subtle"
        color="gray"
        aria-label="Delete"
        title="Delete"
        onClick={() => setRemoving(true)}
      >
        <Icon shape="trash" size={15} />
      </Button>
      {removing && (
        <Confirm
          question="Delete this run?"
          detail={`The results and the log of “${run.job.title}” are deleted from this computer. Your own files stay as they are.`}
          yes="Delete"
          no="Keep"
          onYes={() => void removeRun(run.id)}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  )
}
