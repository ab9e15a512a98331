/** Runs of other processes. */
import { GilderError } from '../../contract/error'
import { isFinished, type Run } from '../../contract/run'
import { isAlive, isOwn } from '../store/owner'
import { text } from '../text'

export const isBusy = (run: Run): boolean =>
  !isFinished(run.state) && run.owner !== null && isAlive(run.owner)

/** What another process runs, only that process can end. */
export function refuseForeign(run: Run): void {
  if (run.owner === null || isOwn(run.owner) || !isBusy(run)) return
  throw new GilderError(text.runElsewhere(run.id, run.owner.pid))
}
