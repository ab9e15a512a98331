import type { JobSpec } from '../../contract/job'
import type { Run } from '../../contract/run'
import { collectParams } from '../arguments/collect'
import type { RunFlags } from '../arguments/flags'
import { deliver, fail } from '../ending'
import { exitCodeOfKind, exitCodes } from '../exit-code'
import { follower } from '../follow'
import { openOutputFolder } from '../output-folder'
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
  const show = follower(context)
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
