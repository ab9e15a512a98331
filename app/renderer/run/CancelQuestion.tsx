import type { Run } from '../../contract/run'
import { formatElapsed } from '../format/duration'
import { Confirm } from '../shell/Confirm'
import { cancelRun } from '../store/runs'

/** What has run for longer than this is not thrown away by one key press. */
const ASK_AFTER_MS = 60_000

const ageOf = (run: Run): number => (run.started === null ? 0 : Date.now() - new Date(run.started).getTime())

export const isWorthAsking = (run: Run): boolean => run.state === 'running' && ageOf(run) > ASK_AFTER_MS

export function CancelQuestion({ run, onClose }: { readonly run: Run; readonly onClose: () => void }) {
  return (
    <Confirm
      question={`Cancel “${run.job.title}”?`}
      detail={`It has been running for ${formatElapsed(ageOf(run) / 1000)}. What it has worked out so far is lost.`}
      yes="Cancel the run"
      no="Keep running"
      onYes={() => void cancelRun(run.id)}
      onClose={onClose}
    />
  )
}
