/** What the Gilder before this one left: which runs go on waiting, and what to say about the others. */
import type { QueueState } from '../../contract/queue'
import type { Run } from '../../contract/run'
import { isAlive, isOwn } from '../store/owner'
import type { Opening } from './queue-file'

export interface Legacy {
  /** To be adopted, in any order. */
  readonly waiting: readonly Run[]
  /** Runs of the window before that its end cut off. */
  readonly interrupted: readonly Run[]
}

/** `runs` as the store lists them: with what ran under a dead owner interrupted already. */
export function legacyOf(runs: readonly Run[], crashed: string | null): Legacy {
  return {
    waiting: runs.filter(isLeftWaiting),
    // Whoever found them interrupted did not know when: all that this matters for is how many there were.
    interrupted: runs.filter(
      (run) =>
        run.state === 'interrupted' &&
        run.plan.kept &&
        crashed !== null &&
        (run.started ?? run.created) >= crashed,
    ),
  }
}

/** It was to be kept, and there is nobody any more who keeps it. */
export const isLeftWaiting = (run: Run): boolean => run.state === 'queued' && run.plan.kept && isNobodys(run)

const isNobodys = ({ owner }: Run): boolean => owner === null || (!isOwn(owner) && !isAlive(owner))

/** After an end that nobody meant, nothing starts by itself: what cut it off may have been one of the runs. */
export function recoveredFrom({ crashed, problem }: Opening, legacy: Legacy): QueueState['recovered'] {
  const [interrupted, waiting] = [legacy.interrupted.length, legacy.waiting.length]
  if (interrupted + waiting === 0) return null
  // A file that cannot be read may have said "paused".
  return crashed !== null || problem !== null ? { interrupted, waiting } : null
}
