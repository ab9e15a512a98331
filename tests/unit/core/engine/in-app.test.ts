/** What the engine makes of the addon's calls; the addon here is a stand-in for time and for jobs that do not listen. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EngineEvent, Outcome } from '../../../../app/contract/run'
import type { Addon, CallOptions, Value } from '../../../../app/core/engine/addon'
import { GIVE_UP_MS, InAppEngine } from '../../../../app/core/engine/in-app'
import { GRACE_MS, RETRY_MS } from '../../../../app/core/engine/insist'
import { type Interpreter, poolSize } from '../../../../app/core/engine/interpreter'
import { order } from '../sample-run'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

class AddonDouble {
  readonly log: string[] = []
  /** What Python answers when it is asked whether this is a good moment. */
  answers: (Value | Error)[] = []
  end: (outcome: Value) => void = () => {}
  fail: (error: Error) => void = () => {}
  readonly ends: ((outcome: Value) => void)[] = []
  options: CallOptions | undefined

  call(target: string, _args: readonly Value[], options?: CallOptions) {
    if (target === 'gilder.host:may_be_interrupted') {
      this.log.push('ask')
      const answer = this.answers.shift() ?? true
      const result = answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
      return { id: 2, result, cancel() {}, interrupt() {} }
    }
    this.options = options
    const result = new Promise<Value>((resolve, reject) => {
      this.end = resolve
      this.ends.push(resolve)
      this.fail = reject
    })
    return {
      id: 1,
      result,
      cancel: () => this.log.push('cancel'),
      interrupt: () => this.log.push('interrupt'),
    }
  }
}

async function running() {
  const addon = new AddonDouble()
  const interpreter = { start: async () => addon as unknown as Addon } as unknown as Interpreter
  const engine = new InAppEngine(interpreter, null)
  const events: EngineEvent[] = []
  const outcome = engine.run(order, (event) => events.push(event))
  await vi.advanceTimersByTimeAsync(0)
  return { addon, engine, outcome, events }
}

const cancelled: Outcome = { state: 'cancelled' }

describe('cancel', () => {
  test('a job that listens is asked, and nothing else', async () => {
    const { addon, engine, outcome } = await running()
    engine.cancel('x')
    await vi.advanceTimersByTimeAsync(GRACE_MS - 1)
    addon.end(cancelled)
    expect(await outcome).toEqual(cancelled)
    await vi.advanceTimersByTimeAsync(10 * GRACE_MS)
    expect(addon.log).toEqual(['cancel'])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a job that does not is interrupted after the grace, once', async () => {
    const { addon, engine, outcome } = await running()
    engine.cancel('x')
    engine.cancel('x')
    await vi.advanceTimersByTimeAsync(GRACE_MS - 1)
    expect(addon.log).toEqual(['cancel'])
    await vi.advanceTimersByTimeAsync(1)
    expect(addon.log).toEqual(['cancel', 'ask', 'interrupt'])
    await vi.advanceTimersByTimeAsync(10 * GRACE_MS)
    engine.cancel('x')
    expect(addon.log).toEqual(['cancel', 'ask', 'interrupt'])
    addon.end(cancelled)
    expect(await outcome).toEqual(cancelled)
  })

  test('waits for the end of an import', async () => {
    const { addon, engine } = await running()
    addon.answers = [false, false]
    engine.cancel('x')
    await vi.advanceTimersByTimeAsync(GRACE_MS)
    expect(addon.log).toEqual(['cancel', 'ask'])
    await vi.advanceTimersByTimeAsync(2 * RETRY_MS)
    expect(addon.log).toEqual(['cancel', 'ask', 'ask', 'ask', 'interrupt'])
  })

  test('goes on without an answer', async () => {
    const { addon, engine } = await running()
    addon.answers = [new Error('no memory')]
    engine.cancel('x')
    await vi.advanceTimersByTimeAsync(GRACE_MS)
    expect(addon.log).toEqual(['cancel', 'ask', 'interrupt'])
  })

  test('an end between question and answer calls it off', async () => {
    const { addon, engine, outcome } = await running()
    engine.cancel('x')
    vi.advanceTimersByTime(GRACE_MS)
    addon.end(cancelled)
    await outcome
    await vi.advanceTimersByTimeAsync(GRACE_MS)
    expect(addon.log).not.toContain('interrupt')
  })

  test('an interruption of our own last steps is a cancelled run', async () => {
    const { addon, engine, outcome } = await running()
    engine.cancel('x')
    addon.fail(Object.assign(new Error('The call was interrupted.'), { code: 'GILDER_INTERRUPTED' }))
    expect(await outcome).toEqual(cancelled)
  })
})

describe('a job that does not end', () => {
  test('gives its place back when all has been tried, and is told to be there still', async () => {
    const { addon, engine, outcome, events } = await running()
    engine.cancel('x')
    await vi.advanceTimersByTimeAsync(GIVE_UP_MS - 1)
    expect(engine.stuck).toBe(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(await outcome).toEqual(cancelled)
    expect(engine.stuck).toBe(1)
    expect(events.map((event) => (event.type === 'stopping' ? event.stage : event.type))).toEqual([
      'asked',
      'interrupted',
      'log',
    ])
    addon.end(cancelled)
    await vi.advanceTimersByTimeAsync(0)
    expect(engine.stuck).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is interrupted as soon as that can be, also when it has been given up', async () => {
    const { addon, engine, outcome } = await running()
    addon.answers = Array.from({ length: 100 }, () => false)
    engine.cancel('x')
    await vi.advanceTimersByTimeAsync(GIVE_UP_MS)
    expect(await outcome).toEqual(cancelled)
    expect(addon.log).not.toContain('interrupt')
    addon.answers = []
    await vi.advanceTimersByTimeAsync(RETRY_MS)
    expect(addon.log).toContain('interrupt')
  })

  test('keeps its place where no thread would be left for others, until there is one', async () => {
    const { addon, engine } = await running()
    const over: string[] = []
    const runs = Array.from({ length: 7 }, (_, number) => `more-${number}`)
    for (const run of runs) void engine.run({ ...order, run }, () => {}).then(() => over.push(run))
    await vi.advanceTimersByTimeAsync(0)
    for (const run of runs) engine.cancel(run)
    await vi.advanceTimersByTimeAsync(GIVE_UP_MS)
    const most = poolSize() - 2
    expect(engine.stuck).toBe(most)
    expect(over).toEqual(runs.slice(0, most))
    addon.ends[1]?.(cancelled)
    await vi.advanceTimersByTimeAsync(1000)
    expect(engine.stuck).toBe(most)
    expect(over).toEqual(runs.slice(0, most + 1))
  })
})
