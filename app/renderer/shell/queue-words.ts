/** What the strip says about the queue; pure, to be tested alone. */
import type { QueueState } from '../../contract/queue'

export interface QueueWords {
  readonly what: string
  readonly more: string
}

/** Null while there is nothing to say. */
export function queueWords({ paused, recovered, stalled, waiting }: QueueState): QueueWords | null {
  if (paused && recovered !== null) {
    const { interrupted } = recovered
    const what =
      interrupted === 0
        ? 'Gilder ended unexpectedly.'
        : `Gilder ended unexpectedly: ${runs(interrupted)} ${interrupted === 1 ? 'was' : 'were'} interrupted.`
    return { what, more: `${waits(waiting)} The queue is paused until you resume it.` }
  }
  if (paused) return { what: 'The queue is paused.', more: waits(waiting) }
  return stalled === null ? null : { what: stalled, more: '' }
}

const runs = (count: number): string => (count === 1 ? '1 run' : `${count} runs`)

const waits = (count: number): string =>
  count === 0 ? 'No run waits.' : `${runs(count)} ${count === 1 ? 'waits' : 'wait'}.`
