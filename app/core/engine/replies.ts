/** What the Python side answers and reports, as guards. */
import { z } from 'zod'
import { ErrorReport } from '../../contract/error'
import { Column, FileDescription, ParamProblem } from '../../contract/job'
import { Artifact } from '../../contract/result'
import { type EngineEvent, LogGap, LogLine, MetricPoints, Outcome, Progress } from '../../contract/run'

// The window's content security policy and the packaged app both go without `new Function`.
z.config({ jitless: true })

export const replies = {
  describe: FileDescription,
  validate: z.object({ params: z.record(z.string(), z.unknown()), problems: z.array(ParamProblem) }),
  run: Outcome,
  columns: z.union([z.object({ columns: z.array(Column) }), z.object({ error: ErrorReport })]),
} as const

const Metrics = z.object({ series: z.array(MetricPoints) })
const Log = z.object({ lines: z.array(LogLine), leftOut: LogGap })

/** What a job sends while it runs; a kind we do not know comes from a newer `gilder` and is left out. */
export function eventOf(kind: string, payload: unknown): EngineEvent | null {
  switch (kind) {
    case 'progress': {
      const progress = Progress.safeParse(payload)
      return progress.success ? { type: 'progress', progress: progress.data } : null
    }
    case 'log': {
      const log = Log.safeParse(payload)
      return log.success ? { type: 'log', ...log.data } : null
    }
    case 'metrics': {
      const metrics = Metrics.safeParse(payload)
      return metrics.success ? { type: 'metrics', ...metrics.data } : null
    }
    case 'result': {
      const artifact = Artifact.safeParse(payload)
      return artifact.success ? { type: 'result', artifact: artifact.data } : null
    }
    case 'checkpoint':
      return { type: 'checkpoint' }
    default:
      return null
  }
}
