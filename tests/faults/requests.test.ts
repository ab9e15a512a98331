/** Whatever comes over IPC is answered, and only what the contract takes reaches a handler. */
import { expect, test } from 'vitest'
import { requests } from '../../app/contract/api'
import { methods } from '../../app/contract/channels'
import { dispatch, type Handlers, LARGEST_REQUEST } from '../../app/main/dispatch'
import { WINDOW_URL } from '../../app/main/security-policy'

const window = { url: WINDOW_URL, isTopFrame: true }

/** Takes down what reached it. */
function counted() {
  const calls: [string, unknown[]][] = []
  const handlers = Object.fromEntries(
    methods.map((method) => [
      method,
      (...args: unknown[]) => {
        calls.push([method, args])
        return null
      },
    ]),
  )
  return { calls, handlers: handlers as unknown as Handlers }
}

/** Repeats itself with the same seed, so that what fails can be looked at. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const ring: Record<string, unknown> = {}
ring.ring = [ring]
const trap = new Proxy(
  {},
  {
    get: () => {
      throw new Error('looked at')
    },
    ownKeys: () => {
      throw new Error('looked at')
    },
    getPrototypeOf: () => {
      throw new Error('looked at')
    },
  },
)
const getter = Object.defineProperty({}, 'job', {
  enumerable: true,
  get: () => {
    throw new Error('looked at')
  },
})
const thrower = {
  toString: () => {
    throw 1
  },
  valueOf: () => {
    throw 2
  },
  toJSON: () => {
    throw 3
  },
}

const odd: readonly (() => unknown)[] = [
  ...[undefined, null, true, false, 0, -0, 1, -1, 2 ** 53, 1e308, Number.NaN, Number.POSITIVE_INFINITY].map(
    (value) => () => value,
  ),
  ...[
    '',
    'x',
    '\0',
    '\ud800',
    '../../etc/passwd',
    '__proto__',
    'constructor',
    'describe',
    '20200101-000000-mean-aaaa',
  ].map((value) => () => value),
  () => 'x'.repeat(201),
  () => 2n ** 200n,
  () => [],
  () => [[]],
  () => ({}),
  () => Object.create(null),
  () => JSON.parse('{"__proto__": {"polluted": 1}}'),
  () => new Map([['job', 'describe']]),
  () => new Set([1]),
  () => new Date(Number.NaN),
  () => new Uint8Array(10),
  () => new ArrayBuffer(8),
  () => new Error('x'),
  () => /x/g,
  () => Symbol('x'),
  () => () => 1,
  () => Promise.resolve(1),
  () => ring,
  () => trap,
  () => getter,
  () => thrower,
  () => new Array(1000),
  () => ({ job: 'describe', params: {} }),
  () => ({ job: 'describe', params: { k: 1 }, extra: 1 }),
  () => ({ job: 1, params: {} }),
  () => ({ job: 'describe', params: [] }),
  () => ({ job: 'describe', params: trap }),
  () => ({ title: 'x', accept: ['.csv'] }),
  () => ({ title: 'x', accept: ['x'.repeat(21)] }),
]

test('case 38: a hundred thousand random messages are each answered, and none gets through that the contract refuses', async () => {
  const next = random(38)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const names = [
    ...methods,
    ...methods,
    'toString',
    'constructor',
    '__proto__',
    '',
    'gilder:submit',
    'x'.repeat(1000),
  ]
  const senders = [
    window,
    window,
    window,
    null,
    { url: 'about:blank', isTopFrame: true },
    { ...window, isTopFrame: false },
  ]
  const make = (depth: number): unknown => {
    const kind = next()
    if (depth > 3 || kind < 0.7) return pick(odd)()
    const parts = Array.from({ length: Math.floor(next() * 4) }, () => make(depth + 1))
    if (kind < 0.85) return parts
    return Object.fromEntries(
      parts.map((part, at) => [pick(['job', 'params', 'title', 'accept', `k${at}`]), part]),
    )
  }
  const { calls, handlers } = counted()
  let accepted = 0
  for (let round = 0; round < 100_000; round += 1) {
    const method = pick(names)
    const sender = pick(senders)
    const args = Array.from({ length: Math.floor(next() * 3) }, () => make(0))
    const before = calls.length
    const reply = await dispatch(handlers, method, sender, args)
    if (reply.ok) {
      accepted += 1
      expect(calls.length).toBe(before + 1)
      expect(sender).toBe(window)
      const [name, given] = calls[before] ?? ['', []]
      expect(name).toBe(method)
      expect(requests[name as keyof typeof requests].safeParse(given).success).toBe(true)
    } else {
      expect(calls.length).toBe(before)
      expect(typeof reply.error.message).toBe('string')
      expect(reply.error.kind).toBe('internal')
    }
  }
  expect(accepted).toBeGreaterThan(1000)
  expect(accepted).toBeLessThan(50_000)
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

test.each<[string, () => unknown]>([
  ['600 MB of bytes', () => new Uint8Array(600 * 1024 * 1024)],
  ['600 MB of text', () => 'x'.repeat(500 * 1024 * 1024)],
  ['bytes just beyond the limit', () => new ArrayBuffer(LARGEST_REQUEST)],
  ['many small values', () => Array.from({ length: 2_000_000 }, (_, at) => at)],
  ['one text many times', () => Array.from({ length: 100 }, () => 'x'.repeat(100_000))],
])('case 38: %s in one message are refused by their size', async (_name, make) => {
  const { calls, handlers } = counted()
  const message = { job: 'describe', params: { value: make() } }
  const reply = await dispatch(handlers, 'submit', window, [message])
  expect(reply).toMatchObject({ ok: false, error: { message: 'submit was called with more than 8 MB.' } })
  expect(calls).toEqual([])
})

test('case 38: what a handler throws is an answer, too', async () => {
  for (const thrown of [new Error('x'), null, 'text', Object.create(null)]) {
    const handlers = { ...counted().handlers, snapshot: () => Promise.reject(thrown) }
    expect(await dispatch(handlers, 'snapshot', window, [])).toMatchObject({ ok: false })
  }
})
