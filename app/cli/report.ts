/** Says how something went wrong: to a person always, as a JSON line too where those were asked for. */
import type { ErrorReport } from '../contract/error'
import { exitCodes } from './exit-code'
import type { Leave } from './interruption'
import { type Failure, jsonLine } from './json-line'
import { errorText, problemsText } from './terminal/error-text'
import type { Screen } from './terminal/streams'

export class Report {
  private readonly screen: Screen
  private readonly json: boolean
  private readonly verbose: boolean

  constructor(screen: Screen, json: boolean, verbose: boolean) {
    this.screen = screen
    this.json = json
    this.verbose = verbose
  }

  failure(failure: Failure): void {
    const { error, problems = [], job } = failure
    if (error !== null) this.screen.err(errorText(error, this.verbose))
    else if (problems.length > 0) this.screen.err(problemsText(job ?? null, problems))
    if (this.json) this.screen.out(jsonLine({ type: 'error', ...failure, error: this.spoken(error) }))
  }

  /** The command ends before its run, if there was one, could. */
  left({ exit, run }: Leave, quiet: boolean): void {
    this.failure({ exit, error: null, ...(run === null ? {} : { run, state: 'interrupted' }) })
    if (!quiet) this.stopped(exit)
  }

  /** Nobody's fault: it was asked for. */
  stopped(exit: number): void {
    this.screen.err(exit === exitCodes.timeout ? 'Out of time; cancelled.\n' : 'Cancelled.\n')
  }

  /** What a run that is not done has left. */
  leftBehind(
    left: { readonly kept: number; readonly checkpoint: boolean },
    run: string,
    folder: string,
  ): void {
    const { kept, checkpoint } = left
    if (kept > 0)
      this.screen.err(`Kept until then: ${kept} ${kept === 1 ? 'result' : 'results'}, in ${folder}\n`)
    if (checkpoint) this.screen.err(`It can go on from its checkpoint: gilder --resume ${run}\n`)
  }

  /** Something that does not end the command. */
  problem(error: ErrorReport): void {
    this.screen.err(errorText(error, this.verbose))
  }

  private spoken(error: ErrorReport | null): ErrorReport | null {
    if (error === null || this.verbose) return error
    const { traceback: _, ...rest } = error
    return rest
  }
}
