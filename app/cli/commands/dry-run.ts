import { GilderError } from '../../contract/error'
import { foreseeWriting } from '../../core/doctor/writable'
import { savedCluster } from '../../core/engine/cluster-saved'
import { apart } from '../../core/jobs/secrets'
import { checkParams, checkSubmission } from '../../core/jobs/submission'
import { designSweep, tryOut } from '../../core/sweep/design'
import { text } from '../../core/text'
import { collectParams } from '../arguments/collect'
import type { RunFlags } from '../arguments/wanted'
import { exitCodeOfKind, exitCodes } from '../exit-code'
import { type Foreseen, jsonLine } from '../json-line'
import { openOutputFolder } from '../output-folder'
import { planText } from '../terminal/plan-text'
import type { Context } from './context'
import { findJob } from './describe'

/** --run with --dry-run: every refusal that the run itself could meet before it starts, with the same exit code. */
export async function dryRun(context: Context, flags: RunFlags): Promise<number> {
  const { core, report, screen, shared, interruption } = context
  if (flags.timeout !== null) interruption.limit(flags.timeout)
  const out = flags.out === null ? null : await tryOutputFolder(flags.out)
  if (flags.cluster?.type === 'saved') await savedCluster(core.layout.cluster)
  const job = await findJob(core, flags.job)
  const params = await collectParams(flags, job)
  const design = flags.sweep === null ? null : designSweep(job, params, flags.sweep)
  const refused =
    design === null
      ? []
      : await tryOut(design, (point) => checkParams(core.engine, job, { ...params, ...point }))
  if (refused.length > 0) {
    report.failure({ exit: exitCodes.usage, error: null, problems: refused, job: flags.job })
    return exitCodes.usage
  }
  const checked = await checkSubmission(core.engine, job, { ...params, ...design?.record.points[0] })
  if (checked.state === 'unfit') {
    const { error, problems } = checked
    const exit = error === null ? exitCodes.usage : exitCodeOfKind(error.kind)
    report.failure({ exit, error, problems, job: flags.job })
    return exit
  }
  await tryDataFolder(core.layout.runs)
  const runtime = await core.runtime()
  const plan: Foreseen = {
    job: job.id,
    title: job.title,
    file: job.file,
    function: job.function,
    params: apart(job.params, checked.params).open,
    sweep: design === null ? null : { names: design.record.names, points: design.record.points.length },
    inputs: checked.inputs,
    placement:
      flags.cluster === null ? await core.jobs.placeOf(job, { placement: flags.placement }) : 'cluster',
    timeout: flags.timeout,
    python: runtime.python ?? '',
    runs: core.layout.runs,
    out,
  }
  if (shared.json) screen.out(jsonLine({ type: 'plan', version: 1, ...plan }))
  else if (!shared.quiet) screen.out(planText(plan))
  return exitCodes.ok
}

/** Whether it can be written is only known by writing; nothing of that stays. */
async function tryOutputFolder(folder: string): Promise<string> {
  const opened = await openOutputFolder(folder)
  await opened.discard()
  return opened.path
}

async function tryDataFolder(folder: string): Promise<void> {
  await foreseeWriting(folder).catch((error: unknown) => {
    throw new GilderError(text.dataFolder(folder, error))
  })
}
