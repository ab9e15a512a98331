import type { AppEvent } from '../../contract/api'
import { reportOf } from '../../contract/error'
import type { JobSpec } from '../../contract/job'
import type { Run } from '../../contract/run'
import { collectParams } from '../arguments/collect'
import type { RunFlags } from '../arguments/flags'
import { exitCodeOfKind, exitCodeOfRun, exitCodes } from '../exit-code'
import { jsonLine, type ResultLine } from '../json-line'
import { type OutputFolder, openOutputFolder } from '../output-folder'
import { deliverResults, readResults } from '../results'
import { reporter, silent } from '../terminal/progress'
import { resultText, type Shown } from '../terminal/result-text'
import type { Context } from './context'
import { findJob } from './describe'
import { dryRun } from './dry-run'

/** --run */
export async function run(context: Context, flags: RunFlags): Promise<number> {
  const { core } = context
  if (flags.dryRun) return dryRun(context, flags)
  if (flags.timeout !== null) context.interruption.limit(flags.timeout)
  const opening = flags.out === null ? null : openOutputFolder(flags.out)
  // Told before the folder is there: who leaves meanwhile must not leave it behind either.
  context.interruption.whenLeft(async () => (await opening)?.discard())
  const folder = await opening
  let delivered = false
  try {
    const job = await findJob(core, flags.job)
    const ended = await execute(context, flags, job)
    if (typeof ended === 'number') return ended
    if (ended.state !== 'done') return fail(context, ended)
    const exit = await deliver(context, ended, folder, flags.force)
    delivered = exit === exitCodes.ok
    return exit
  } finally {
    if (!delivered) await folder?.discard()
  }
}

/** The run as it ended, or the exit code of a refusal. */
async function execute(context: Context, flags: RunFlags, job: JobSpec): Promise<Run | number> {
  const { core, report, interruption } = context
  const show = shower(context)
  const unsubscribe = core.subscribe((event) => show.event(event))
  const reply = await core.jobs.submit(job, await collectParams(flags, job))
  if (reply.state === 'refused') {
    const { error, problems } = reply
    const exit = error === null ? exitCodes.usage : exitCodeOfKind(error.kind)
    report.failure({ exit, error, problems, job: flags.job })
    return exit
  }
  const { id } = reply.run
  interruption.whenStopped(id, () => void core.jobs.cancel(id))
  const ended = await core.jobs.finished(id)
  unsubscribe()
  show.end()
  return ended
}

/** Turns events into lines, for a person or a program. */
function shower({ core, screen, shared }: Context): { event: (event: AppEvent) => void; end: () => void } {
  const person = shared.quiet || shared.json ? silent : reporter(screen, () => Date.now())
  const program = shared.json && !shared.quiet
  const event = (event: AppEvent): void => {
    switch (event.type) {
      case 'progress':
        person.progress(event.progress)
        if (program) screen.out(jsonLine({ type: 'progress', ...event.progress }))
        return
      case 'log':
        person.log(event.lines)
        if (program) for (const line of event.lines) screen.out(jsonLine({ type: 'log', ...line }))
        return
      case 'run': {
        const { id, job, params, state } = event.run
        if (!shared.json || state !== 'queued') return
        const folder = core.jobs.folder(id)
        screen.out(jsonLine({ type: 'run', version: 1, run: id, job: job.id, folder, params }))
        return
      }
      case 'catalog':
      case 'removed':
      case 'queue':
        return
    }
  }
  return { event, end: person.end }
}

function fail({ report, interruption, shared }: Context, run: Run): number {
  const { id, state, error } = run
  const stopped = state === 'cancelled' || state === 'interrupted'
  const exit = stopped && interruption.reason === 'timeout' ? exitCodes.timeout : exitCodeOfRun(run)
  report.failure({ exit, error: stopped ? null : error, run: id, state })
  if (stopped && !shared.quiet) report.stopped(exit)
  return exit
}

async function deliver(
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
  screen.err(`Done${time}. The results are in ${folder?.path ?? kept}\n`)
  return exitCodes.ok
}

function shown({ label, preview, files }: ResultLine): Shown {
  // The one a person can open anywhere.
  const file = files.find(({ format }) => format === 'csv') ?? files[0]
  return { label, preview, file: file?.path ?? null }
}
