/** The number the process ends with: scripts tell causes apart by it. `docs/command-line.md` has the same table. */
import type { ErrorKind } from '../contract/error'
import type { Run } from '../contract/run'

export const exitCodes = {
  ok: 0,
  job: 1,
  usage: 2,
  runtime: 3,
  input: 4,
  timeout: 5,
  crash: 6,
  /** Of a sweep or a batch. */
  some: 7,
  cancelled: 130,
} as const

export function exitCodeOfKind(kind: ErrorKind): number {
  switch (kind) {
    case 'usage':
    case 'parameters':
    case 'trust':
    case 'output':
      return exitCodes.usage
    case 'input':
      return exitCodes.input
    case 'job':
    case 'result':
      return exitCodes.job
    case 'runtime':
    case 'cluster':
      return exitCodes.runtime
    case 'timeout':
      return exitCodes.timeout
    case 'memory':
    case 'crash':
    case 'internal':
      return exitCodes.crash
  }
}

export function exitCodeOfRun(run: Run): number {
  // What became of its points is in its table.
  if (run.points !== null && run.state === 'failed' && run.results.length > 0) return exitCodes.some
  switch (run.state) {
    case 'done':
      return exitCodes.ok
    case 'failed':
      return run.error === null ? exitCodes.job : exitCodeOfKind(run.error.kind)
    case 'cancelled':
    case 'interrupted':
      return exitCodes.cancelled
    case 'crashed':
    case 'queued':
    case 'running':
      return exitCodes.crash
  }
}
