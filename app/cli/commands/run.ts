import type { SubmitReply } from '../../contract/api'
import type { Run } from '../../contract/run'
import { findRun } from '../../core/archive/find'
import { collectParams } from '../arguments/collect'
import { secretsAgain } from '../arguments/secrets'
import type { RunFlags } from '../arguments/wanted'
import { deliver, fail } from '../ending'
import { exitCodeOfKind, exitCodes } from '../exit-code'
import { follower } from '../follow'
import { openOutputFolder } from '../output-folder'
import { widen } from '../slots'
import { type Placed, place } from './cluster'
import type { Context } from './context'
import { findJob } from './describe'
import { dryRun } from './dry-run'

/** --run */
export function run(context: Context, flags: RunFlags): Promise<number> {
  if (flags.dryRun) return dryRun(context, flags)
  return conduct(context, flags, flags.job, async (placing) => {
    const { jobs, sweeps } = context.core
    const job = await findJob(context.core, flags.job)
    const params = await collectParams(flags, job)
    const { sweep } = flags
    const { plan: placed, abreast } = await placing
    const plan = { placement: flags.placement, ...placed }
    if (sweep === null) return jobs.submit(job, params, { plan })
    return sweeps.submit(job, params, { ...sweep, parallel: sweep.parallel ?? abreast }, plan)
  })
}

/** --resume: the open points of a sweep, or any other run from its checkpoint. */
export function resume(context: Context, run: string, flags: RunFlags): Promise<number> {
  const { core } = context
  return conduct(context, flags, null, async (placing) => {
    const { plan: placed, abreast } = await placing
    const elsewhere = flags.placement === null ? {} : { placement: flags.placement, cluster: null }
    const id = await findRun(core.store, core.history, run)
    const { secrets } = await core.store.read(id)
    const secret = secretsAgain(process.env, secrets, flags.param)
    return core.jobs.goOn(id, { ...elsewhere, ...placed }, flags.parallel ?? abreast, secret)
  })
}

async function conduct(
  context: Context,
  flags: RunFlags,
  job: string | null,
  submit: (placing: Promise<Placed>) => Promise<SubmitReply>,
): Promise<number> {
  if (flags.timeout !== null) context.interruption.limit(flags.timeout)
  const opening = flags.out === null ? null : openOutputFolder(flags.out)
  // Told before the folder is there: who leaves meanwhile must not leave it behind either.
  context.interruption.whenLeft(async () => (await opening)?.discard())
  const folder = await opening
  const placing = place(context, flags.cluster)
  // Told when it is waited for, which a wrong job comes before.
  placing.catch(() => {})
  let delivered = false
  try {
    await widen(context.core.jobs, flags.parallel)
    const ended = await execute(context, job, () => submit(placing))
    if (typeof ended === 'number') return ended
    // Of a sweep the table is there, whatever became of some of its points.
    if (ended.state !== 'done' && (ended.points === null || ended.results.length === 0))
      return fail(context, ended)
    const exit = await deliver(context, ended, folder, flags.force)
    delivered = exit === exitCodes.ok
    return ended.state === 'done' || !delivered ? exit : fail(context, ended)
  } finally {
    await placing.then((placed) => placed.end()).catch(() => {})
    if (!delivered) await folder?.discard()
  }
}

/** The run as it ended, or the exit code of a refusal. */
async function execute(
  context: Context,
  job: string | null,
  submit: () => Promise<SubmitReply>,
): Promise<Run | number> {
  const { core, report, interruption } = context
  const show = follower(context)
  const unsubscribe = core.subscribe((event) => show.event(event))
  const reply = await submit()
  if (reply.state === 'refused') {
    const { error, problems } = reply
    const exit = error === null ? exitCodes.usage : exitCodeOfKind(error.kind)
    report.failure({ exit, error, problems, ...(job === null ? {} : { job }) })
    return exit
  }
  const { id } = reply.run
  interruption.whenStopped(id, () => void core.jobs.cancel(id))
  const ended = await core.jobs.finished(id)
  unsubscribe()
  show.end()
  return ended
}
