import { GilderError } from '../../contract/error'
import type { PlanWish } from '../../contract/queue'
import { saveCluster, savedCluster } from '../../core/engine/cluster-saved'
import { text } from '../../core/text'
import type { WantedCluster } from '../arguments/wanted'
import { exitCodes } from '../exit-code'
import { jsonLine } from '../json-line'
import type { Context } from './context'

/** --cluster local:N without --run: until it is interrupted, or ends by itself. */
export async function cluster(context: Context, workers: number): Promise<number> {
  const { core, interruption, screen, shared } = context
  const local = await core.localCluster(workers)
  const { address } = local
  const stopped = new Promise<'stopped'>((resolve) =>
    interruption.whenStopped(null, () => resolve('stopped')),
  )
  screen.out(shared.json ? jsonLine({ type: 'cluster', address, workers: local.workers }) : `${address}\n`)
  if (!shared.quiet) screen.err(`${described(local.workers)} is running. Ctrl+C ends it.\n`)
  const first = await Promise.race([stopped, local.ended])
  await local.end()
  if (first !== 'stopped') throw new GilderError(text.localClusterLost)
  return exitCodes.ok
}

/** --save-cluster */
export async function keepCluster(
  { core, screen, shared }: Context,
  address: string | null,
): Promise<number> {
  await saveCluster(core.layout.cluster, address)
  const said = address === null ? 'No address is saved any more.' : `Saved ${address} for --cluster.`
  if (!shared.quiet) screen.err(`${said}\n`)
  return exitCodes.ok
}

export interface Placed {
  readonly plan: PlanWish
  /** Points of a sweep that it has places for; null where that is for the machine to say. */
  readonly abreast: number | null
  /** Ends what was started for the run. */
  readonly end: () => Promise<void>
}

/** Where --cluster sends the runs; `local:N` is started for them. */
export async function place(context: Context, named: WantedCluster | null): Promise<Placed> {
  if (named === null) return { plan: {}, abreast: null, end: async () => {} }
  const wanted = named.type === 'saved' ? await savedCluster(context.core.layout.cluster) : named
  const { cluster: slots } = context.core.jobs.queue().settings.slots
  if (wanted.type === 'scheduler') return { plan: on(wanted.address), abreast: slots, end: async () => {} }
  const { core, screen, shared } = context
  const local = await core.localCluster(wanted.workers)
  if (!shared.quiet) screen.err(`${described(local.workers)} runs at ${local.address} for this command.\n`)
  // More than there are workers: the next one is on its way while its worker ends the last.
  const abreast = Math.min(slots, 2 * local.workers)
  return { plan: on(local.address), abreast, end: () => local.end() }
}

const on = (address: string): PlanWish => ({ placement: 'cluster', cluster: address })

const described = (workers: number): string =>
  `A Dask cluster of ${workers} ${workers === 1 ? 'worker' : 'workers'} on this machine`
