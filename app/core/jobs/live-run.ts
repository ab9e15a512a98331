/** One run of this process, from its place in the line to its end state. */
import { cpus } from 'node:os'
import { performance } from 'node:perf_hooks'
import { type ErrorReport, reportOf } from '../../contract/error'
import type { EngineEvent, LogLine, Outcome, Run } from '../../contract/run'
import type { Engine } from '../engine/engine'
import { checkArtifacts } from '../store/artifacts'
import { LogFile } from '../store/log-file'
import { splitLine } from '../store/log-line'
import type { RunStore } from '../store/store'
import { text } from '../text'
import { Coalescer } from './coalesce'
import type { EventStream } from './events'

export interface LiveParts {
  readonly engine: Engine
  readonly store: RunStore
  readonly events: EventStream
}

/** Why somebody stopped it: a cancelled run was not wanted any more, an interrupted one still is. */
type Stop = 'cancelled' | 'interrupted'

export class LiveRun {
  /** Resolves with the record of the end. Never rejects. */
  readonly finished: Promise<Run>
  private readonly parts: LiveParts
  private readonly folder: string
  private readonly log: LogFile
  private readonly coalescer: Coalescer
  private record: Run
  private begun: number | null = null
  private stop: Stop | null = null
  /** The record of the start on its way to disk: no other may be written at the same time. */
  private starting: Promise<void> = Promise.resolve()
  private ending: Promise<void> | null = null
  private settle: (run: Run) => void = () => {}

  constructor(parts: LiveParts, run: Run) {
    this.parts = parts
    this.record = run
    this.folder = parts.store.folder(run.id)
    this.log = new LogFile(this.folder)
    this.coalescer = new Coalescer({
      progress: (progress) => {
        this.record = { ...this.record, progress }
        parts.events.emit({ type: 'progress', run: run.id, progress })
      },
      log: (lines) => {
        void this.log.flush()
        parts.events.emit({ type: 'log', run: run.id, lines })
      },
    })
    this.finished = new Promise((resolve) => {
      this.settle = resolve
    })
  }

  get run(): Run {
    return this.record
  }

  /** Its turn has come. Never rejects. */
  async begin(): Promise<void> {
    this.begun = performance.now()
    try {
      this.starting = this.change({ ...this.record, state: 'running', started: new Date().toISOString() })
      await this.starting
    } catch (error) {
      // No durable record, no start.
      return this.end({ state: 'failed', error: reportOf(error) })
    }
    await this.end(this.stop === null ? await this.work() : { state: 'cancelled' })
  }

  /** Asks the job to end. */
  ask(stop: Stop): void {
    this.stop ??= stop
    if (this.begun !== null) this.parts.engine.cancel(this.record.id)
  }

  /** Ends the record without waiting for the job, which never began or does not listen; resolves when it is on disk. */
  async abandon(stop: Stop): Promise<void> {
    this.stop ??= stop
    await this.end({ state: 'cancelled' })
  }

  async lines(read: (folder: string) => Promise<readonly LogLine[]>): Promise<readonly LogLine[]> {
    await this.log.flush()
    return read(this.folder)
  }

  private async work(): Promise<Outcome> {
    const { id: run, job, params } = this.record
    try {
      const { placement, plan } = this.record
      const { cluster, memory } = plan
      const order = {
        run,
        folder: this.folder,
        job,
        params,
        placement,
        cluster,
        memory,
        threads: cpus().length,
      }
      const outcome = await this.parts.engine.run(order, (event) => this.hear(event))
      if (outcome.state !== 'done') return outcome
      const error = await checkArtifacts(this.folder, outcome.results)
      return error === null ? outcome : { state: 'failed', error }
    } catch (error) {
      return { state: 'failed', error: reportOf(error) }
    }
  }

  private hear(event: EngineEvent): void {
    if (this.ending !== null) return
    switch (event.type) {
      case 'progress':
        this.coalescer.pushProgress(event.progress)
        break
      case 'log':
        this.log.leaveOut(event.leftOut)
        this.coalescer.skip(event.leftOut.lines)
        for (const line of event.lines.flatMap(splitLine)) {
          this.log.push(line)
          this.coalescer.pushLine(line)
        }
        break
      case 'stopping':
        this.show({ ...this.record, stopping: event.stage })
        break
      case 'worker':
        this.show({ ...this.record, worker: event.worker })
        break
      case 'memory':
        this.record = { ...this.record, peak: Math.max(this.record.peak ?? 0, event.bytes) }
    }
  }

  /** The first end counts; whatever comes after it comes too late. */
  private end(outcome: Outcome): Promise<void> {
    this.ending ??= this.finish(outcome)
    return this.ending
  }

  private async finish(outcome: Outcome): Promise<void> {
    const seconds = this.begun === null ? null : (performance.now() - this.begun) / 1000
    this.coalescer.end()
    await this.log.close()
    await this.starting.catch(() => {})
    const ended = endOf(this.record, outcome, this.stop)
    const finished = new Date().toISOString()
    const last: Run = { ...ended, finished, seconds, owner: null, worker: null }
    try {
      await this.change(last)
    } catch (error) {
      // What cannot be recorded did not happen as far as the next start is concerned: say so now.
      this.show({ ...last, state: 'failed', error: reportOf(error) })
    }
    this.settle(this.record)
  }

  /** On disk first, then to whoever looks. */
  private async change(run: Run): Promise<void> {
    await this.parts.store.write(run)
    this.show({ ...run, progress: this.record.progress })
  }

  private show(run: Run): void {
    this.record = run
    this.parts.events.emit({ type: 'run', run })
  }
}

function endOf(run: Run, outcome: Outcome, stop: Stop | null): Run {
  switch (outcome.state) {
    case 'done':
      return { ...run, state: 'done', results: outcome.results }
    case 'failed':
    case 'crashed':
      return { ...run, state: outcome.state, error: outcome.error, results: outcome.results ?? [] }
    case 'cancelled': {
      const interrupted = stop === 'interrupted'
      const error: ErrorReport | null = interrupted ? text.closedEarly : null
      const results = outcome.results ?? []
      return { ...run, state: interrupted ? 'interrupted' : 'cancelled', error, results }
    }
  }
}
