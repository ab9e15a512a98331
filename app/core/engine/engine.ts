/** One interface, several placements: an engine runs one work order and knows nothing of queues or windows. */
import type { Column, FileDescription, JobRef, ParamProblem } from '../../contract/job'
import type { EngineEvent, Outcome, WorkOrder } from '../../contract/run'

export interface Validation {
  /** The parameters with defaults filled in and types settled; empty when there are problems. */
  readonly params: Readonly<Record<string, unknown>>
  readonly problems: readonly ParamProblem[]
}

export interface Engine {
  /** Imports the file (which executes it) and lists its jobs; a file that fails is a description with an error. */
  describe(file: string): Promise<FileDescription>
  validate(job: JobRef, params: Readonly<Record<string, unknown>>): Promise<Validation>
  /** Never rejects for anything the job did: that is an Outcome. */
  run(order: WorkOrder, onEvent: (event: EngineEvent) => void): Promise<Outcome>
  /**
   * Asks a running order to stop, and insists in steps, each told by a `stopping` event. The order then ends as
   * `cancelled`, whatever it took.
   */
  cancel(run: string): void
  /** The columns of a table file; throws a GilderError of kind `input` when it cannot be read. */
  columns(file: string): Promise<readonly Column[]>
  /** Starts what the first call would have to wait for; a failure shows itself at that call. */
  warm(): void
  /** Ends what was only kept ready. Orders under way are not its business. */
  close(): void
}
