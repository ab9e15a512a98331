import type { RunState } from '../../contract/run'
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

export function StateMark({ state, size }: { readonly state: RunState; readonly size?: number }) {
  return (
    <span className={styles.mark} data-state={state}>
      <Icon shape={state} {...(size === undefined ? {} : { size })} />
    </span>
  )
}

export function StateBadge({ state }: { readonly state: RunState }) {
  return (
    <span className={styles.badge} data-state={state}>
      <Icon shape={state} size={14} />
      {stateWords[state]}
    </span>
  )
}
