/** Says how something went wrong: to a person always, as a JSON line too where those were asked for. */
import type { ErrorReport } from '../contract/error'
import type { ParamProblem } from '../contract/job'
import { jsonLine } from './json-line'
import { errorText, problemsText } from './terminal/error-text'
import type { Screen } from './terminal/streams'

export interface Failure {
  readonly exit: number
  readonly error: ErrorReport | null
  readonly problems?: readonly ParamProblem[]
  /** The job the problems are about, as it was named. */
  readonly job?: string
  /** The run that ended so, once there was one. */
  readonly run?: string
  readonly state?: string
}

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
    else if (problems.length > 0) this.screen.err(problemsText(job ?? 'JOB', problems))
    if (this.json) this.screen.out(jsonLine({ type: 'error', ...failure, error: this.spoken(error) }))
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
