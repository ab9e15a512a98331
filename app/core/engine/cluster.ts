/** The placement "on a cluster": orders go to a Dask scheduler through the Python in this process. */
import { GilderError, reportOf } from '../../contract/error'
import type { EngineEvent, Outcome, WorkOrder } from '../../contract/run'
import { text } from '../text'
import type { Value } from './addon'
import { parseClusterAddress } from './cluster-address'
import { ClusterService } from './cluster-service'
import type { Engine } from './engine'
import type { Interpreter } from './interpreter'

interface Order {
  readonly onEvent: (event: EngineEvent) => void
  readonly end: (outcome: Outcome) => void
  cancelled: boolean
}

export class ClusterEngine implements Pick<Engine, 'run' | 'cancel' | 'close'> {
  private readonly service: ClusterService
  private readonly orders = new Map<string, Order>()

  constructor(interpreter: Interpreter) {
    this.service = new ClusterService(interpreter, {
      event: (run, event) => this.orders.get(run)?.onEvent(event),
      end: (run, outcome) => this.orders.get(run)?.end(outcome),
      broken: (why) => {
        const error = text.clusterServiceEnded(why)
        for (const order of this.orders.values()) order.end({ state: 'crashed', error })
      },
    })
  }

  async run(work: WorkOrder, onEvent: (event: EngineEvent) => void): Promise<Outcome> {
    try {
      const cluster = schedulerOf(work)
      return await new Promise<Outcome>((end, fail) => {
        this.orders.set(work.run, { onEvent, end, cancelled: false })
        // Plain data by its type, which the addon takes.
        this.service.begin({ ...work, cluster } as unknown as Value).then(() => {
          if (this.orders.get(work.run)?.cancelled) this.stop(work.run)
        }, fail)
      })
    } catch (error) {
      return { state: 'failed', error: reportOf(error) }
    } finally {
      this.orders.delete(work.run)
    }
  }

  cancel(run: string): void {
    const order = this.orders.get(run)
    if (order === undefined || order.cancelled) return
    order.cancelled = true
    // Before it has begun this changes nothing: it is told once more then.
    this.stop(run)
  }

  close(): void {
    this.service.close()
  }

  private stop(run: string): void {
    // Without a service there are no runs to stop, and their ends have been told.
    this.service.cancel(run).catch(() => {})
  }
}

function schedulerOf(work: WorkOrder): string {
  if (work.cluster === null) throw new GilderError(text.noCluster)
  const parsed = parseClusterAddress(work.cluster)
  // Who starts one for himself also ends it: nobody else can know when.
  if (parsed.type === 'local') throw new GilderError(text.localClusterInOrder(work.cluster))
  return parsed.address
}
