import { availableParallelism } from 'node:os'
import { type ErrorReport, GilderError, reportOf } from '../../contract/error'
import type { JobSpec, ParamProblem } from '../../contract/job'
import type { Run } from '../../contract/run'
import { checkParams } from '../../core/jobs/submission'
import type { BatchFlags } from '../arguments/wanted'
import { type BatchLine, readBatch } from '../batch/read'
import { type Ended, endedLine, endedWords, summary } from '../batch/words'
import { exitCodes } from '../exit-code'
import { jsonLine, type ResultLine } from '../json-line'
import { openOutputFolder } from '../output-folder'
import { deliverResults, readResults } from '../results'
import { widen } from '../slots'
import { type Placed, place } from './cluster'
import type { Context } from './context'
import { findJob } from './describe'

interface Prepared extends BatchLine {
  readonly job: JobSpec
}

/** --batch: all orders are checked before the first one starts, and one that fails does not stop the others. */
export async function batch(context: Context, flags: BatchFlags): Promise<number> {
  const { core, screen, shared, interruption } = context
  if (flags.timeout !== null) interruption.limit(flags.timeout)
  const prepared = await prepare(context, await readBatch(flags.file))
  if (prepared === null) return exitCodes.usage
  const placed = await place(context, flags.cluster)
  const parallel = flags.parallel ?? placed.abreast ?? availableParallelism()
  await widen(core.jobs, parallel)

  let stopped = false
  const going = new Set<string>()
  interruption.whenStopped(null, () => {
    stopped = true
    for (const run of going) void core.jobs.cancel(run)
  })
  const ended: Ended[] = []
  const next = prepared[Symbol.iterator]()
  const lane = async (): Promise<void> => {
    for (const one of next) {
      if (stopped) return
      const end = await execute(context, one, { ...flags, ...placed }, going, () => stopped)
      ended.push(end)
      if (shared.json) screen.out(jsonLine(endedLine(end)))
      else if (!shared.quiet) screen.err(`[${ended.length}/${prepared.length}] ${endedWords(end)}\n`)
    }
  }
  try {
    await Promise.all(Array.from({ length: parallel }, lane))
  } finally {
    await placed.end()
  }

  const done = ended.filter(({ state }) => state === 'done').length
  const exit = exitOf(context, done === prepared.length, stopped)
  if (shared.json) screen.out(jsonLine({ type: 'batch', total: prepared.length, done, exit }))
  else screen.out(summary(ended, prepared.length, screen.columns))
  return exit
}

function exitOf({ interruption }: Context, all: boolean, stopped: boolean): number {
  if (stopped) return interruption.reason === 'timeout' ? exitCodes.timeout : exitCodes.cancelled
  return all ? exitCodes.ok : exitCodes.some
}

/** Null when some of them would be refused; they have been told by then. */
async function prepare(context: Context, lines: readonly BatchLine[]): Promise<readonly Prepared[] | null> {
  const { core, report } = context
  const jobs = new Map<string, Promise<JobSpec>>()
  const prepared: Prepared[] = []
  let refused = 0
  for (const line of lines) {
    const { job: name, params } = line.order
    const finding = jobs.get(name) ?? findJob(core, name)
    jobs.set(name, finding)
    try {
      const job = await finding
      const problems = await checkParams(core.engine, job, params)
      if (problems.length > 0) throw new GilderError(problemOf(problems))
      prepared.push({ ...line, job })
    } catch (thrown) {
      const error = reportOf(thrown)
      refused += 1
      // A slip that is on every line need not be read on every line.
      if (refused <= 10) report.problem({ ...error, message: `Line ${line.line}: ${error.message}` })
    }
  }
  if (refused === 0) return prepared
  const error: ErrorReport = {
    kind: 'parameters',
    message: `${refused} of ${lines.length} orders of the batch cannot be run, so that none was started.`,
    hint: 'Correct these lines and start it again.',
  }
  report.failure({ exit: exitCodes.usage, error })
  return null
}

function problemOf([first, ...others]: readonly ParamProblem[]): ErrorReport {
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  return {
    kind: 'parameters',
    field: first?.field ?? '',
    message: `${first?.field ?? ''}: ${first?.message ?? ''}${more}`,
  }
}

async function execute(
  { core }: Context,
  { line, order, job }: Prepared,
  { force, placement, plan: placed }: BatchFlags & Placed,
  going: Set<string>,
  isStopped: () => boolean,
): Promise<Ended> {
  const said = { line, name: order.name ?? null, job: order.job }
  const refusal = (error: ErrorReport): Ended => {
    return { ...said, run: null, folder: null, state: 'refused', seconds: null, error, results: [] }
  }
  const plan = { placement, ...placed, timeout: order.timeout ?? null }
  const reply = await core.jobs.submit(job, order.params, { plan })
  if (reply.state === 'refused') return refusal(reply.error ?? problemOf(reply.problems))
  const { id } = reply.run
  going.add(id)
  if (isStopped()) void core.jobs.cancel(id)
  const run = await core.jobs.finished(id)
  going.delete(id)
  const folder = core.jobs.folder(id)
  const end = { ...said, run: id, folder, state: run.state, seconds: run.seconds, error: run.error }
  try {
    return { ...end, results: await resultsOf(run, folder, order.out, force) }
  } catch (thrown) {
    // The work is done, whatever became of its copies.
    return { ...end, error: reportOf(thrown), results: [] }
  }
}

async function resultsOf(
  run: Run,
  kept: string,
  out: string | undefined,
  force: boolean,
): Promise<readonly ResultLine[]> {
  if (run.state !== 'done') return []
  const own = await readResults(kept, run.results)
  if (out === undefined) return own
  const folder = await openOutputFolder(out)
  try {
    return await deliverResults(kept, own, { folder, force })
  } catch (error) {
    await folder.discard()
    throw error
  }
}
