import type { Run, RunState } from '../../contract/run'
import { useStore } from '../store/store'
import { Icon } from './Icon'
import styles from './StateMark.module.css'

/** The one place that says how a state is called; its icon has the state's own name. */
export const stateWords: Readonly<Record<RunState, string>> = {
  queued: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  crashed: 'Crashed',
  interrupted: 'Interrupted',
}

/** The same for one run, which may wait for more than its turn. */
export function wordOf({ state, plan }: Run, paused: boolean): string {
  if (state !== 'queued') return stateWords[state]
  return plan.held ? 'Held' : paused ? 'Paused' : stateWords.queued
}

export function StateMark({ state, size }: { readonly state: RunState; readonly size?: number }) {
  return (
    <span className={styles.mark} data-state={state}>
      <Icon shape={state} {...(size === undefined ? {} : { size })} />
    </span>
  )
}

export function StateBadge({ run }: { readonly run: Run }) {
  const paused = useStore((store) => store.queue?.paused === true)
  const { state } = run
  return (
    <span className={styles.badge} data-state={state}>
      <Icon shape={state} size={14} />
      {wordOf(run, paused)}
    </span>
  )
}
