/** An engine whose orders end when the test says so: a stand-in for time and failure, nothing else. */
import type { Column, FileDescription, JobRef } from '../../../../app/contract/job'
import type { EngineEvent, Outcome, WorkOrder } from '../../../../app/contract/run'
import type { Engine, Validation } from '../../../../app/core/engine/engine'

export interface Order {
  readonly order: WorkOrder
  readonly send: (event: EngineEvent) => void
  readonly end: (outcome: Outcome) => void
  readonly break: (error: Error) => void
}

export class EngineDouble implements Engine {
  readonly orders: Order[] = []
  readonly cancelled: string[] = []
  readonly described: string[] = []
  description: (file: string) => FileDescription = () => ({ jobs: [], error: null })
  verdict: (params: Readonly<Record<string, unknown>>) => Validation = (params) => ({ params, problems: [] })
  /** Whether a cancelled order ends by itself. */
  obedient = true

  async describe(file: string): Promise<FileDescription> {
    this.described.push(file)
    return this.description(file)
  }

  async validate(_job: JobRef, params: Readonly<Record<string, unknown>>): Promise<Validation> {
    return this.verdict(params)
  }

  run(order: WorkOrder, onEvent: (event: EngineEvent) => void): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.orders.push({ order, send: onEvent, end: resolve, break: reject })
    })
  }

  cancel(run: string): void {
    this.cancelled.push(run)
    if (this.obedient) this.orders.find(({ order }) => order.run === run)?.end({ state: 'cancelled' })
  }

  async columns(): Promise<readonly Column[]> {
    return []
  }

  warm(): void {}

  close(): void {}
}
