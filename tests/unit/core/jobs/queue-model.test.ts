/**
 * Random commands, ends, closes and crashes against a small model of the queue: what the model says runs, runs; what
 * it refuses is refused; and however often Gilder dies in between, no run reaches the engine twice.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isFinished, type Outcome, Run, type RunState } from '../../../../app/contract/run'
import { standardSettings } from '../../../../app/core/jobs/desk'
import { EventStream } from '../../../../app/core/jobs/events'
import { Jobs } from '../../../../app/core/jobs/jobs'
import { inTurn } from '../../../../app/core/jobs/line'
import { QueueFile } from '../../../../app/core/jobs/queue-file'
import { type RunEvent, transitions } from '../../../../app/core/jobs/states'
import { RunStore } from '../../../../app/core/store/store'
import { temporaryFolder } from '../place'
import { EngineDouble } from './engine-double'
import { jobsParts } from './parts'

interface Known {
  state: RunState
  held: boolean
  priority: number
  /** Still to end before this one may begin. */
  after: string | null
  /** Held, because what it was to follow is not done. */
  stuck: boolean
}

const SLOTS = 2
const error = { kind: 'job', message: 'boom' } as const
const outcomes: readonly Outcome[] = [
  { state: 'done', results: [] },
  { state: 'failed', error },
  { state: 'crashed', error: { kind: 'crash', message: 'signal 11' } },
  { state: 'cancelled' },
]

/** What ought to be. */
class Model {
  readonly runs = new Map<string, Known>()
  /** Those that wait, in turn. */
  line: string[] = []
  paused = false

  run(id: string): Known {
    const run = this.runs.get(id)
    if (run === undefined) throw new Error(id)
    return run
  }

  enter(id: string, more: Partial<Known>): void {
    const run: Known = { state: 'queued', held: false, priority: 0, after: null, stuck: false, ...more }
    this.runs.set(id, run)
    const behind = this.line.findIndex((other) => this.run(other).priority < run.priority)
    this.line.splice(behind < 0 ? this.line.length : behind, 0, id)
    const first = run.after === null ? undefined : this.runs.get(run.after)
    if (first !== undefined && isFinished(first.state)) this.follow(id, first.state)
  }

  place(id: string, at: number, priority: number): void {
    this.line = this.line.filter((other) => other !== id)
    this.line.splice(at, 0, id)
    this.run(id).priority = priority
  }

  end(id: string, state: RunState): void {
    this.run(id).state = state
    this.line = this.line.filter((other) => other !== id)
    for (const [other, { after, state: theirs }] of this.runs) {
      if (after === id && theirs === 'queued') this.follow(other, state)
    }
  }

  /** Starts whoever may. */
  settle(): void {
    while (!this.paused && this.running().length < SLOTS) {
      const next = this.line.find((id) => !this.run(id).held && this.run(id).after === null)
      if (next === undefined) return
      this.line = this.line.filter((id) => id !== next)
      this.run(next).state = 'running'
    }
  }

  running(): readonly string[] {
    return [...this.runs].filter(([, { state }]) => state === 'running').map(([id]) => id)
  }

  private follow(id: string, state: RunState): void {
    const run = this.run(id)
    if (state === 'done') run.after = null
    else Object.assign(run, { held: true, stuck: true })
  }
}

/** The same, for real, as far as anybody can see. */
class Real {
  readonly store = new RunStore(join(temporaryFolder(), 'runs'))
  readonly file = join(this.store.root, '..', 'queue.json')
  readonly table = join(this.store.root, '..', 'iris.csv')
  readonly engine = new EngineDouble()
  jobs = this.make()

  constructor() {
    mkdirSync(this.store.root)
    writeFileSync(this.table, 'a\n1\n')
  }

  make(): Jobs {
    const settings = standardSettings(4)
    const file = new QueueFile(this.file, settings)
    return new Jobs(jobsParts(this.engine, this.store, new EventStream(), { settings, file }))
  }

  async reopen(): Promise<void> {
    this.jobs = this.make()
    await this.jobs.open()
  }

  /**
   * What a killed process leaves: records that name it, and a queue that nobody closed. Here it lives on, and what it
   * still writes would undo that: it is given the time to put on record that it has adopted what it found.
   */
  async die(): Promise<void> {
    const owners = () =>
      readdirSync(this.store.root)
        .map((id) => Run.parse(JSON.parse(readFileSync(join(this.store.root, id, 'run.json'), 'utf8'))))
        .filter((run) => !isFinished(run.state))
        .map(({ owner }) => owner?.pid)
    await expect.poll(() => owners().every((pid) => pid === process.pid), { interval: 2 }).toBe(true)
    for (const id of readdirSync(this.store.root)) {
      const file = join(this.store.root, id, 'run.json')
      const run = Run.parse(JSON.parse(readFileSync(file, 'utf8')))
      if (!isFinished(run.state)) {
        writeFileSync(file, JSON.stringify({ ...run, owner: { pid: 2 ** 22 + 1, started: 1 } }))
      }
    }
  }
}

const at = fc.nat({ max: 1000 })
const command = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('submit' as const),
      held: fc.boolean(),
      priority: fc.integer({ min: -1, max: 1 }),
      after: fc.option(at),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('end' as const), at, outcome: fc.nat({ max: 3 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'hold' as const,
        'release' as const,
        'cancel' as const,
        'runNext' as const,
        'retry' as const,
      ),
      at,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      at,
      spot: fc.constantFrom('top' as const, 'bottom' as const, 'before' as const, 'after' as const),
      other: at,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('prioritise' as const),
      at,
      priority: fc.integer({ min: -1, max: 1 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('close' as const, 'crash' as const) }) },
)
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never

const pick = <T>(from: readonly T[], index: number): T | undefined => from[index % from.length]

async function obey(
  command: Command,
  model: Model,
  { jobs, table, engine }: Real,
  real: Real,
): Promise<void> {
  const ids = [...model.runs.keys()]
  /** Whether the table lets it happen; if not, the real thing has to refuse it. */
  const allowed = async (id: string, event: RunEvent, call: Promise<unknown>): Promise<boolean> => {
    if (typeof transitions[model.run(id).state][event] === 'string') {
      await call
      return true
    }
    await expect(call).rejects.toThrow()
    return false
  }
  const top = (id: string): void => {
    const first = model.line.find((other) => other !== id)
    model.place(id, 0, first === undefined ? model.run(id).priority : model.run(first).priority)
  }
  const release = (id: string): void => {
    const run = model.run(id)
    Object.assign(run, { held: false, stuck: false, after: run.stuck ? null : run.after })
  }

  switch (command.do) {
    case 'submit': {
      const { held, priority } = command
      const after = command.after === null ? null : (pick(ids, command.after) ?? null)
      const reply = await jobs.submit('mean', { table }, { plan: { held, priority, after } })
      if (reply.state === 'refused') throw new Error(JSON.stringify(reply))
      model.enter(reply.run.id, { held, priority, after })
      return
    }
    case 'end': {
      const id = pick(model.running(), command.at)
      const outcome = outcomes[command.outcome]
      if (id === undefined || outcome === undefined) return
      engine.orders.find(({ order }) => order.run === id)?.end(outcome)
      await jobs.finished(id)
      model.end(id, outcome.state)
      return
    }
    case 'pause':
    case 'resume':
      await (command.do === 'pause' ? jobs.pauseQueue() : jobs.resumeQueue())
      model.paused = command.do === 'pause'
      return
    case 'close':
      await jobs.close(1000)
      await real.die()
      for (const id of model.running()) model.end(id, 'interrupted')
      await real.reopen()
      return
    case 'crash': {
      await real.die()
      const lost = model.running()
      for (const id of lost) model.end(id, 'interrupted')
      await real.reopen()
      model.paused ||= lost.length + model.line.length > 0
      return
    }
  }

  const id = pick(ids, command.at)
  if (id === undefined) return
  switch (command.do) {
    case 'hold':
      if (await allowed(id, 'hold', jobs.hold(id))) model.run(id).held = true
      return
    case 'release':
      if (await allowed(id, 'release', jobs.release(id))) release(id)
      return
    case 'runNext':
      if (!(await allowed(id, 'move', jobs.runNext(id)))) return
      top(id)
      if (model.run(id).held) release(id)
      return
    case 'cancel': {
      const { state } = model.run(id)
      await jobs.cancel(id)
      if (isFinished(state)) return
      await jobs.finished(id)
      model.end(id, 'cancelled')
      return
    }
    case 'retry': {
      const reply = await jobs.retry(id)
      expect(reply.state).toBe(isFinished(model.run(id).state) ? 'accepted' : 'refused')
      if (reply.state === 'refused') return
      expect(reply.run).toMatchObject({ repeats: id, params: { table } })
      model.enter(reply.run.id, { priority: model.run(id).priority })
      return
    }
    case 'prioritise': {
      if (!(await allowed(id, 'prioritise', jobs.prioritise(id, command.priority)))) return
      // Where exactly among its new peers is not promised; that nobody else changes places is.
      const others = model.line.filter((other) => other !== id)
      const now = turns(real)
      expect(now.filter((other) => other !== id)).toEqual(others)
      model.place(id, now.indexOf(id), command.priority)
      return
    }
    case 'move': {
      const other = pick(ids, command.other) ?? id
      const { spot } = command
      if (spot === 'top' || spot === 'bottom') {
        if (!(await allowed(id, 'move', jobs.move(id, spot)))) return
        if (spot === 'top') top(id)
        else {
          const last = model.line.filter((one) => one !== id).at(-1) ?? id
          model.place(id, model.line.length, model.run(last).priority)
        }
        return
      }
      const call = jobs.move(id, spot === 'before' ? { before: other } : { after: other })
      if (model.run(id).state === 'queued' && model.run(other).state !== 'queued') {
        await expect(call).rejects.toThrow('does not wait')
        return
      }
      if (!(await allowed(id, 'move', call)) || other === id) return
      const rest = model.line.filter((one) => one !== id)
      model.place(id, rest.indexOf(other) + (spot === 'before' ? 0 : 1), model.run(other).priority)
    }
  }
}

/** Those that wait, as their plans put them. */
function turns({ jobs }: Real): readonly string[] {
  return jobs
    .runs()
    .filter(({ state }) => state === 'queued')
    .map(({ id, plan }) => ({ id, priority: plan.priority, order: plan.order }))
    .sort(inTurn)
    .map(({ id }) => id)
}

const expected = (model: Model) => ({
  states: Object.fromEntries([...model.runs].map(([id, { state }]) => [id, state]).sort()),
  held: [...model.runs].filter(([, { state, held }]) => state === 'queued' && held).map(([id]) => id),
  stuck: [...model.runs].filter(([, { state, stuck }]) => state === 'queued' && stuck).map(([id]) => id),
  line: model.line,
  queue: { paused: model.paused, running: model.running().length, waiting: model.line.length },
})

function seen(real: Real, model: Model): ReturnType<typeof expected> {
  const runs = new Map(real.jobs.runs().map((run) => [run.id, run]))
  const among = (fits: (run: Run) => boolean): string[] =>
    [...model.runs.keys()].filter((id) => {
      const run = runs.get(id)
      return run?.state === 'queued' && fits(run)
    })
  const { paused, running, waiting } = real.jobs.queue()
  return {
    states: Object.fromEntries([...runs.values()].map(({ id, state }) => [id, state] as const).sort()),
    held: among((run) => run.plan.held),
    stuck: among((run) => run.waits !== null),
    line: [...turns(real)],
    queue: { paused, running, waiting },
  }
}

test('whatever is commanded, ends or dies: the queue does what its model does, and starts nothing twice', async () => {
  const commands = fc.array(command, { maxLength: 30, size: 'max' })
  await fc.assert(
    fc.asyncProperty(commands, async (all) => {
      const [model, real] = [new Model(), new Real()]
      await real.jobs.open()
      for (const command of all) {
        await obey(command, model, real, real)
        model.settle()
        await expect.poll(() => seen(real, model), { timeout: 3000, interval: 2 }).toEqual(expected(model))
        // The engine hears of a run a moment after its record says that it runs.
        const orders = (): readonly string[] => real.engine.orders.map(({ order }) => order.run)
        await expect
          .poll(() => model.running().every((id) => orders().includes(id)), { interval: 2 })
          .toBe(true)
      }
      const orders = real.engine.orders.map(({ order }) => order.run)
      expect(new Set(orders).size).toBe(orders.length)
      for (const [id, { state }] of model.runs) expect((await real.store.read(id)).state).toBe(state)
      await real.jobs.close(1000)
    }),
    { numRuns: 40 },
  )
}, 300_000)
