/** A Python that dies at every start is not started for ever: after three times within five minutes somebody has to look. */
import { type ErrorReport, GilderError } from '../../../contract/error'
import { text } from '../../text'

const DEATHS = 3
const WITHIN_MS = 5 * 60 * 1000

export class Breaker {
  private deaths: readonly number[] = []
  private report: ErrorReport | null = null

  /** `now` in milliseconds, of a clock that nobody sets. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Throws the report of the last death when there have been too many. */
  check(): void {
    if (this.report !== null) throw new GilderError(text.workersDie(this.report))
  }

  died(report: ErrorReport): void {
    const now = this.now()
    this.deaths = [...this.deaths.filter((at) => now - at < WITHIN_MS), now]
    if (this.deaths.length >= DEATHS) this.report = report
  }

  /** By hand: whoever says so has looked. */
  reset(): void {
    this.deaths = []
    this.report = null
  }
}
