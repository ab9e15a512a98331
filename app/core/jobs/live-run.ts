/** One run of this process, from its place in the line to its end state. */
import { performance } from 'node:perf_hooks'
import { type ErrorReport, reportOf } from '../../contract/error'
import type { Artifact } from '../../contract/result'
import type { EngineEvent, LogLine, MetricPoints, Outcome, Run, RunState } from '../../contract/run'
import type { Engine } from '../engine/engine'
import { checkArtifacts } from '../store/artifacts'
import { claimant, claimStart } from '../store/claim'
import { LogFile } from '../store/log-file'
import { splitLine } from '../store/log-line'
import { isAlive } from '../store/owner'
import type { RunStore } from '../store/store'
import { text } from '../text'
import { Coalescer } from './coalesce'
import { afterSeconds } from './deadline'
import type { EventStream } from './events'
import { Metrics } from './metrics'
import type { Secrets } from './secrets'
import { Soon } from './soon'
import { endings, type Stop, step } from './states'

/** What executes a run: an engine, or what makes other runs for it. */
export type Conductor = Pick<Engine, 'run' | 'cancel'>

export interface LiveParts {
  readonly engine: Conductor
  readonly store: RunStore
  readonly events: EventStream
  readonly secrets: Secrets
}

/** What only a run that goes needs: thousands may wait. */
interface Going {
  readonly since: number
  readonly log: LogFile
  readonly coalescer: Coalescer
  readonly metrics: Metrics
  /** Writes the record soon, with what the run has shown. */
  readonly soon: Soon
  /** Calls the time limit off. */
  callOff: () => void
}

export class LiveRun {
  /** Resolves with the record of the end. Never rejects. */
  readonly finished: Promise<Run>
  private readonly parts: LiveParts
  private readonly folder: string
  private record: Run
  private going: Going | null = null
  private stop: Stop | null = null
  /** One record after the other: two at the same time could reach the disk in the wrong order. */
  private writing: Promise<void> = Promise.resolve()
  private ending: Promise<void> | null = null
  private settle: (run: Run) => void = () => {}

  constructor(parts: LiveParts, run: Run) {
    this.parts = parts
    this.record = run
    this.folder = parts.store.folder(run.id)
    this.finished = new Promise((resolve) => {
      this.settle = resolve
    })
  }

  get run(): Run {
    return this.record
  }

  /** A run whose start is on its way to disk runs, as far as anybody's commands are concerned. */
  get state(): RunState {
    const { state } = this.record
    return state === 'queued' && this.going !== null ? 'running' : state
  }

  /** Its turn has come. Never rejects; resolves when it has ended. */
  async begin(threads: number): Promise<void> {
    const { id } = this.record
    this.going = this.go()
    let isFirst = true
    try {
      const start = async (): Promise<void> => {
        isFirst = await claimStart(this.folder)
        if (!isFirst) return
        const started = new Date().toISOString()
        await this.write((run) => ({ ...run, state: step(id, run.state, 'start'), started, waits: null }))
      }
      await this.inTurn(start)
    } catch (error) {
      // No durable record, no start.
      return this.end({ state: 'failed', error: reportOf(error) })
    }
    if (!isFirst) return this.giveWay()
    await this.end(this.stop === null ? await this.work(threads) : { state: 'cancelled' })
  }

  /** Asks the job to end. */
  ask(stop: Stop): void {
    this.stop ??= stop
    if (this.going !== null) this.parts.engine.cancel(this.record.id)
  }

  /** Ends the record without waiting for the job, which never began or does not listen; resolves when it is on disk. */
  async abandon(stop: Stop): Promise<void> {
    this.stop ??= stop
    await this.end({ state: 'cancelled' })
  }

  /** Another plan for one that waits; resolves when it is on disk. */
  revise(edit: (run: Run) => Run): Promise<void> {
    return this.change(edit)
  }

  /** Another process left it in the line: from now on it is this one's. */
  adopt(owner: Run['owner']): Promise<void> {
    return this.change((run) => ({ ...run, state: step(run.id, run.state, 'adopt'), owner }))
  }

  async lines(read: (folder: string) => Promise<readonly LogLine[]>): Promise<readonly LogLine[]> {
    await this.going?.log.flush()
    return read(this.folder)
  }

  /** What it has measured until now; null when it has not begun, or has ended. */
  metrics(): readonly MetricPoints[] | null {
    return this.going?.metrics.series() ?? null
  }

  private go(): Going {
    const { events } = this.parts
    const run = this.record.id
    const log = new LogFile(this.folder)
    const coalescer = new Coalescer({
      progress: (progress) => {
        this.record = { ...this.record, progress }
        events.emit({ type: 'progress', run, progress })
      },
      log: (lines) => {
        void log.flush()
        events.emit({ type: 'log', run, lines })
      },
      metrics: (series) => {
        void metrics.flush()
        events.emit({ type: 'metrics', run, series })
      },
    })
    const metrics = new Metrics(this.folder)
    const soon = new Soon(() => this.change((run) => run))
    return { since: performance.now(), log, coalescer, metrics, soon, callOff: () => {} }
  }

  private async work(threads: number): Promise<Outcome> {
    const { id: run, job, params, points, seed, inputs, placement, plan } = this.record
    const { cluster, memory, timeout } = plan
    try {
      const bound = plan.placement !== null
      const order = {
        run,
        folder: this.folder,
        job,
        params: points === null ? this.parts.secrets.complete(this.record) : params,
        seed,
        inputs,
        placement,
        bound,
        cluster,
        memory,
        threads,
      }
      // The job's time, not that of the disk before it.
      if (this.going !== null && timeout !== null) {
        this.going.callOff = afterSeconds(timeout, () => this.ask('timeout'))
      }
      const outcome = await this.parts.engine.run(order, (event) => this.hear(event))
      if (outcome.state !== 'done') {
        // What a process that was killed could not tell any more, it had told before.
        return { ...outcome, results: await this.sound(outcome.results ?? this.record.results) }
      }
      const error = await checkArtifacts(this.folder, outcome.results)
      if (error === null) return outcome
      return { state: 'failed', error, results: await this.sound(outcome.results) }
    } catch (error) {
      return { state: 'failed', error: reportOf(error) }
    }
  }

  /** Of a run that is not done: the results that are whole. */
  private async sound(results: readonly Artifact[]): Promise<Artifact[]> {
    const checks = await Promise.all(results.map((one) => checkArtifacts(this.folder, [one])))
    return results.filter((_, index) => checks[index] === null)
  }

  private hear(event: EngineEvent): void {
    if (this.ending !== null || this.going === null) return
    const { log, coalescer } = this.going
    switch (event.type) {
      case 'progress':
        coalescer.pushProgress(event.progress)
        break
      case 'log':
        log.leaveOut(event.leftOut)
        coalescer.skip(event.leftOut.lines)
        for (const line of event.lines.flatMap(splitLine)) {
          log.push(line)
          coalescer.pushLine(line)
        }
        break
      case 'metrics':
        this.going.metrics.push(event.series)
        this.record = { ...this.record, metrics: this.going.metrics.summary }
        coalescer.pushMetrics(event.series)
        break
      case 'result':
        this.record = { ...this.record, results: withResult(this.record.results, event.artifact) }
        this.going.soon.ask()
        break
      case 'checkpoint':
        this.record = { ...this.record, checkpoint: new Date().toISOString() }
        this.going.soon.ask()
        break
      case 'stopping':
        this.show({ ...this.record, stopping: event.stage })
        break
      case 'worker':
        // On disk, so that the next Gilder can end it should this one die; where that fails the run goes on.
        this.change((run) => ({ ...run, worker: event.worker, placement: 'isolated' })).catch(() => {})
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
    const { going } = this
    const seconds = going === null ? null : (performance.now() - going.since) / 1000
    going?.callOff()
    going?.soon.end()
    going?.coalescer.end()
    await going?.metrics.flush()
    await going?.log.close()
    const finished = new Date().toISOString()
    const over = { finished, seconds, owner: null, worker: null, waits: null }
    try {
      await this.change((run) => ({ ...this.endOf(run, outcome), ...over }))
    } catch (error) {
      // What cannot be recorded did not happen as far as the next start is concerned: say so now.
      this.show({ ...this.endOf(this.record, outcome), ...over, state: 'failed', error: reportOf(error) })
    }
    this.settle(this.record)
  }

  private endOf(run: Run, outcome: Outcome): Run {
    const { stop } = this
    const state = step(run.id, run.state, endings[outcome.state][stop ?? 'none'])
    const results = outcome.results ?? run.results
    return { ...run, state, error: this.errorOf(state, outcome), results }
  }

  private errorOf(state: RunState, outcome: Outcome): ErrorReport | null {
    if (state === 'interrupted') return text.closedEarly
    const { timeout } = this.record.plan
    if (state === 'failed' && this.stop === 'timeout' && timeout !== null) return text.outOfTime(timeout)
    return 'error' in outcome ? outcome.error : null
  }

  /** Somebody else has started it: a live one speaks for it; a dead one left it interrupted. */
  private async giveWay(): Promise<void> {
    const other = await claimant(this.folder)
    if (other === null || !isAlive(other)) {
      this.stop = 'interrupted'
      return this.end({ state: 'cancelled' })
    }
    this.going?.callOff()
    this.going?.soon.end()
    this.going?.coalescer.end()
    this.ending ??= this.parts.store.read(this.record.id).then(
      (theirs) => this.settle(theirs),
      () => this.settle(this.record),
    )
    return this.ending
  }

  /** On disk first, then to whoever looks. */
  private change(edit: (run: Run) => Run): Promise<void> {
    return this.inTurn(() => this.write(edit))
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const next = this.writing.then(work)
    this.writing = next.catch(() => {})
    return next
  }

  private async write(edit: (run: Run) => Run): Promise<void> {
    await this.parts.store.write(edit(this.record))
    // Progress and memory may have been told meanwhile.
    this.show(edit(this.record))
  }

  private show(run: Run): void {
    this.record = run
    this.parts.events.emit({ type: 'run', run })
  }
}

/** What was shown under its name before makes room for it, at the same place. */
function withResult(results: readonly Artifact[], artifact: Artifact): Artifact[] {
  const at = results.findIndex(({ name }) => name === artifact.name)
  return at < 0 ? [...results, artifact] : results.map((each, index) => (index === at ? artifact : each))
}
