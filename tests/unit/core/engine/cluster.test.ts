/** What the engine makes of what Python tells; the addon here is a stand-in for a cluster that does as it is told. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { EngineEvent, Outcome } from '../../../../app/contract/run'
import type { Addon, CallOptions, Value } from '../../../../app/core/engine/addon'
import { ClusterEngine } from '../../../../app/core/engine/cluster'
import type { Crashes } from '../../../../app/core/engine/crashes'
import type { Engine } from '../../../../app/core/engine/engine'
import { Inside } from '../../../../app/core/engine/inside'
import type { Interpreter } from '../../../../app/core/engine/interpreter'
import { Placements } from '../../../../app/core/engine/placements'
import { Packs } from '../../../../app/core/packs/packs'
import { order } from '../sample-run'

class AddonDouble {
  readonly calls: string[] = []
  begun: Promise<Value> = Promise.resolve(null)
  fail: (error: Error) => void = () => {}
  tell: NonNullable<CallOptions['onEvent']> = () => {}

  call(target: string, [first]: readonly Value[], options?: CallOptions) {
    const name = target.replace('gilder.cluster.service:', '')
    const run = typeof first === 'string' ? first : ((first as { run?: string } | undefined)?.run ?? '')
    this.calls.push(`${name} ${run}`.trim())
    const handle = { id: 1, cancel() {}, interrupt() {} }
    if (name !== 'serve') return { ...handle, result: name === 'begin' ? this.begun : Promise.resolve(null) }
    this.tell = options?.onEvent ?? this.tell
    queueMicrotask(() => this.tell('ready', {}))
    return { ...handle, result: new Promise<Value>((_, reject) => (this.fail = reject)) }
  }
}

function set() {
  const addon = new AddonDouble()
  const engine = new ClusterEngine({ start: async () => addon as unknown as Addon } as Interpreter)
  const events: EngineEvent[] = []
  const run = (id: string, cluster: string | null = 'host:8786'): Promise<Outcome> =>
    engine.run({ ...order, run: id, placement: 'cluster', cluster }, (event) => events.push(event))
  return { addon, engine, events, run }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

describe('an order for a cluster', () => {
  test('is told to Python once, and ends as that says', async () => {
    const { addon, events, run } = set()
    const outcome = run('a')
    await settled()
    expect(addon.calls).toEqual(['serve', 'begin a'])
    const progress = { fraction: 0.5, message: 'half' }
    addon.tell('event', { run: 'a', kind: 'progress', payload: progress })
    addon.tell('event', { run: 'a', kind: 'stopping', payload: { stage: 'asked' } })
    addon.tell('event', { run: 'a', kind: 'of a newer gilder', payload: {} })
    addon.tell('event', { run: 'other', kind: 'progress', payload: progress })
    addon.tell('end', { run: 'a', outcome: { state: 'done', results: [] } })
    expect(await outcome).toEqual({ state: 'done', results: [] })
    expect(events).toEqual([
      { type: 'progress', progress },
      { type: 'stopping', stage: 'asked' },
    ])
  })

  test('has a service in common with the others', async () => {
    const { addon, run } = set()
    const both = [run('a'), run('b')]
    await settled()
    expect(addon.calls.filter((call) => call === 'serve')).toHaveLength(1)
    for (const id of ['b', 'a']) addon.tell('end', { run: id, outcome: { state: 'cancelled' } })
    expect(await Promise.all(both)).toEqual([{ state: 'cancelled' }, { state: 'cancelled' }])
  })

  test('that is cancelled while it is being told is cancelled after that', async () => {
    const { addon, engine, run } = set()
    let begin = (): void => {}
    addon.begun = new Promise((resolve) => (begin = () => resolve(null)))
    const outcome = run('a')
    await settled()
    engine.cancel('a')
    engine.cancel('a')
    await settled()
    addon.calls.length = 0
    begin()
    await settled()
    expect(addon.calls).toEqual(['cancel a'])
    addon.tell('end', { run: 'a', outcome: { state: 'cancelled' } })
    expect(await outcome).toEqual({ state: 'cancelled' })
  })

  test.each([
    [null, 'no scheduler is named'],
    ['tls://host:1', 'not over tls://'],
    ['local:2', 'no cluster that is running'],
  ])('to %s never reaches Python', async (cluster, sentence) => {
    const { addon, run } = set()
    expect(await run('a', cluster)).toMatchObject({
      state: 'failed',
      error: { kind: 'usage', message: expect.stringContaining(sentence) },
    })
    expect(addon.calls).toEqual([])
  })

  test('ends when the service does, and the next one starts another', async () => {
    const { addon, run } = set()
    const outcome = run('a')
    await settled()
    addon.fail(new Error('broken'))
    expect(await outcome).toMatchObject({
      state: 'crashed',
      error: { kind: 'internal', traceback: 'broken' },
    })
    void run('b')
    await settled()
    expect(addon.calls).toEqual(['serve', 'begin a', 'serve', 'begin b'])
  })

  test('with an outcome that nobody understands has failed', async () => {
    const { addon, run } = set()
    const outcome = run('a')
    await settled()
    addon.tell('end', { run: 'a', outcome: { state: 'well' } })
    expect(await outcome).toMatchObject({ state: 'failed', error: { kind: 'internal' } })
  })
})

test('what is lost on a cluster is held against no job', async () => {
  const held: string[] = []
  const crashes = { has: async () => false, add: async () => void held.push('held') } as unknown as Crashes
  const lost: Outcome = { state: 'crashed', error: { kind: 'cluster', message: 'lost' } }
  const double = { run: async () => lost, cancel: () => {}, close: () => {} } as unknown as Engine
  const engines = { app: { ...double, stuck: 0 }, isolated: double, cluster: double }
  const placements = new Placements({
    engines,
    crashes,
    inside: new Inside(join(tmpdir(), 'no-such-folder')),
    shipped: '/',
    setting: () => null,
    questions: null,
    permit: async () => {},
    packs: new Packs('no-such-file', 'no-such-folder'),
  })
  expect(await placements.run({ ...order, placement: 'cluster' }, () => {})).toEqual(lost)
  expect(held).toEqual([])
  await placements.run({ ...order, placement: 'isolated' }, () => {})
  expect(held).toEqual(['held'])
})
