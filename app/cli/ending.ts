/** What the command line says and leaves of a run that has ended. */
import { reportOf } from '../contract/error'
import type { Run } from '../contract/run'
import type { Context } from './commands/context'
import { exitCodeOfKind, exitCodeOfRun, exitCodes } from './exit-code'
import { jsonLine, type ResultLine } from './json-line'
import type { OutputFolder } from './output-folder'
import { deliverResults, readResults } from './results'
import { resultText, type Shown } from './terminal/result-text'

/** Says why a run is not done; answers with the exit code. */
export function fail({ core, report, interruption, shared }: Context, run: Run): number {
  const { id, state, error } = run
  const stopped = state === 'cancelled' || state === 'interrupted'
  const exit = stopped && interruption.reason === 'timeout' ? exitCodes.timeout : exitCodeOfRun(run)
  const kept = { kept: run.results.length, checkpoint: run.checkpoint !== null }
  report.failure({ exit, error: stopped ? null : error, run: id, state, ...kept })
  if (stopped && !shared.quiet) report.stopped(exit)
  if (!shared.quiet) report.leftBehind(kept, id, core.jobs.folder(id))
  return exit
}

/** Its results, to standard output and where --out says; answers with the exit code. */
export async function deliver(
  context: Context,
  run: Run,
  folder: OutputFolder | null,
  force: boolean,
): Promise<number> {
  const { core, report, screen, shared } = context
  const kept = core.jobs.folder(run.id)
  let results: readonly ResultLine[]
  try {
    const own = await readResults(kept, run.results)
    results = folder === null ? own : await deliverResults(kept, own, { folder, force })
  } catch (thrown) {
    // The work is done, whatever became of its copies.
    const error = reportOf(thrown)
    const hint = `${error.hint === undefined ? '' : `${error.hint} `}The results are kept in ${kept}.`
    const exit = exitCodeOfKind(error.kind)
    report.failure({ exit, error: { ...error, hint }, run: run.id, state: run.state })
    return exit
  }
  if (shared.json) screen.out(jsonLine({ type: 'result', run: run.id, seconds: run.seconds, results }))
  else screen.out(resultText(results.map(shown), screen.columns))
  if (shared.quiet || shared.json) return exitCodes.ok
  const time = run.seconds === null ? '' : ` in ${run.seconds.toFixed(1)} s`
  const word = run.state === 'done' ? 'Done' : 'Ended'
  screen.err(`${word}${time}. The results are in ${folder?.path ?? kept}\n`)
  return exitCodes.ok
}

function shown({ label, preview, files }: ResultLine): Shown {
  // The one a person can open anywhere.
  const file = files.find(({ format }) => format === 'csv') ?? files[0]
  return { label, preview, file: file?.path ?? null }
}
