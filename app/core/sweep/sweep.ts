/**
 * Runs the points of a sweep, so many at once, and makes the table of them. To the jobs it is an engine with one order:
 * the run of a sweep has states, a log, progress and a cancel like any other.
 */
import { type ErrorReport, reportOf } from '../../contract/error'
import type { Artifact } from '../../contract/result'
import { type EngineEvent, isFinished, type Outcome, type Run } from '../../contract/run'
import type { SweepRecord } from '../../contract/sweep'
import { text } from '../text'
import type { Goal } from './best'
import { metricsOf } from './metrics'
import { pointLine } from './point-line'
import type { Point } from './points'
import { addPoint, readPoints } from './record'
import { type Row, type Table, tableOf, writeTable } from './table'

/** What a sweep needs of the jobs. */
export interface Runs {
  /** Starts the run of a point; a refusal is an error. */
  readonly start: (point: Point, index: number) => Promise<Run>
  readonly finished: (run: string) => Promise<Run>
  readonly cancel: (run: string) => Promise<void>
  readonly folder: (run: string) => string
}

export interface SweepOrder {
  /** The folder of the sweep's own run. */
  readonly folder: string
  readonly record: SweepRecord
  readonly parallel: number
  readonly goal: Goal | null
}

/** So often the table is shown while the sweep goes on. */
const SHOW_MS = 1000

export class Sweep {
  private readonly runs: Runs
  private readonly order: SweepOrder
  private readonly emit: (event: EngineEvent) => void
  private readonly rows: Row[]
  private readonly going = new Set<string>()
  private readonly began = performance.now()
  private ended = 0
  /** When the table was last shown, and how long that took; in milliseconds. */
  private shown = { at: Number.NEGATIVE_INFINITY, took: 0 }
  private revision = 0
  private writing: Promise<unknown> = Promise.resolve()
  private stopped = false

  constructor(runs: Runs, order: SweepOrder, emit: (event: EngineEvent) => void) {
    this.runs = runs
    this.order = order
    this.emit = emit
    this.rows = order.record.points.map((point) => ({
      point,
      run: null,
      state: 'open',
      seconds: null,
      metrics: new Map(),
      error: null,
    }))
  }

  /** Never rejects for what became of a point. */
  async run(): Promise<Outcome> {
    const open = await this.takeUp()
    this.progress()
    const next = open[Symbol.iterator]()
    const lane = async (): Promise<void> => {
      for (const index of next) {
        if (this.stopped) return
        await this.point(index)
      }
    }
    await Promise.all(Array.from({ length: Math.max(1, this.order.parallel) }, lane))
    const table = this.table()
    const results = [await this.write(table)]
    if (this.stopped) return { state: 'cancelled', results }
    this.sayBest(table)
    const lost = this.rows.filter(({ state }) => state !== 'done')
    if (lost.length === 0) return { state: 'done', results }
    return {
      state: 'failed',
      error: text.sweepFailed(lost.length, this.rows.length, lost[0]?.error ?? null),
      results,
    }
  }

  /** Cancels the points under way; no other is started. */
  cancel(): void {
    this.stopped = true
    for (const run of this.going) void this.runs.cancel(run).catch(() => {})
  }

  /** Points that an earlier start of this sweep has finished stand; answers with the others. */
  private async takeUp(): Promise<readonly number[]> {
    const known = await readPoints(this.order.folder)
    const open: number[] = []
    for (const index of this.rows.keys()) {
      const id = known.get(index)
      const run = id === undefined ? null : await this.runs.finished(id).catch(() => null)
      if (run?.state === 'done') await this.enter(index, run)
      else open.push(index)
    }
    return open
  }

  private async point(index: number): Promise<void> {
    const { point } = this.row(index)
    try {
      const run = await this.runs.start(point, index)
      this.going.add(run.id)
      await addPoint(this.order.folder, { index, run: run.id })
      // Whoever cancelled while it was being started did not know of it yet.
      if (this.stopped) await this.runs.cancel(run.id)
      const last = await this.runs.finished(run.id)
      this.going.delete(run.id)
      await this.enter(index, last)
    } catch (error) {
      this.refuse(index, reportOf(error))
    }
    this.progress()
    this.emit(pointLine(this.row(index), index, this.rows.length, this.seconds()))
    void this.show()
  }

  /** The table as far as it is known, for who watches it fill in. */
  private async show(): Promise<void> {
    const { at, took } = this.shown
    const begun = performance.now()
    // A long table takes its time; the points are to have nearly all of it.
    if (begun - at < Math.max(SHOW_MS, took * 20)) return
    this.shown = { at: begun, took }
    const artifact = await this.write(this.table()).catch(() => null)
    this.shown = { at: begun, took: performance.now() - begun }
    if (artifact !== null) this.emit({ type: 'result', artifact })
  }

  private readonly table = (): Table => tableOf(this.order.record.names, this.rows, this.order.goal)

  /** One after the other: two of them would mix up their files. */
  private write(table: Table): Promise<Artifact> {
    const next = this.writing.then(async () => {
      this.revision += 1
      const artifact = await writeTable(this.order.folder, table)
      return this.revision === 1 ? artifact : { ...artifact, revision: this.revision }
    })
    this.writing = next.catch(() => {})
    return next
  }

  private async enter(index: number, run: Run): Promise<void> {
    const { id, state, seconds, error } = run
    const metrics = await metricsOf(run, this.runs.folder(id))
    this.rows[index] = { ...this.row(index), run: id, state, seconds, metrics, error }
    if (isFinished(state)) this.ended += 1
  }

  private refuse(index: number, error: ErrorReport): void {
    this.rows[index] = { ...this.row(index), state: 'refused', error }
    this.ended += 1
  }

  private progress(): void {
    const { length } = this.rows
    const fraction = length === 0 ? null : this.ended / length
    this.emit({ type: 'progress', progress: { fraction, message: `${this.ended} of ${length} points` } })
  }

  private sayBest({ goal, columns, rows }: Table): void {
    if (this.order.goal === null || goal === null || rows.some(([mark]) => mark === 'best')) return
    const line = `No point has the metric "${goal.metric}": none is marked as the best. The columns are: ${columns.join(', ')}.`
    this.emit({
      type: 'log',
      lines: [{ at: this.seconds(), level: 'warning', text: line }],
      leftOut: { lines: 0, bytes: 0 },
    })
  }

  private row(index: number): Row {
    const row = this.rows[index]
    if (row === undefined) throw new Error(`The sweep has no point ${index}.`)
    return row
  }

  private readonly seconds = (): number => (performance.now() - this.began) / 1000
}
