/** Pinned runs are kept whatever the rules of keeping say, and are removed only after they were unpinned. */
import { GilderError } from '../../contract/error'
import { isFinished, type Run } from '../../contract/run'
import type { RunStore } from '../store/store'
import { text } from '../text'

export async function pinRun(store: RunStore, id: string, pinned: boolean): Promise<Run> {
  const run = await store.look(id)
  // The record of one that goes on is written by the process it belongs to.
  if (!isFinished(run.state)) throw new GilderError(text.runGoesOn(id))
  if (run.pinned === pinned) return run
  const changed = { ...run, pinned }
  await store.write(changed)
  return changed
}
