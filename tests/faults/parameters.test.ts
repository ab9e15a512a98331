/** Wrong parameters are refused by the field they are about, before a run exists and before its job is called. */
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { SubmitReply } from '../../app/contract/api'
import { type Here, here, job } from './core'

const file = job('parameters.py')

async function submit(place: Here, params: Readonly<Record<string, unknown>>): Promise<SubmitReply> {
  return place.core.jobs.submit(await place.find(file, null), params)
}

const nothingRan = (place: Here): void => {
  expect(place.core.jobs.runs()).toEqual([])
  expect(existsSync(place.place.runs)).toBe(false)
  expect(existsSync(place.path('mark'))).toBe(false)
}

const large = 'x'.repeat(50 * 1024 * 1024)
const ring: unknown[] = []
ring.push(ring)
let deep: unknown = 'x'
for (let level = 0; level < 100_000; level += 1) deep = [deep]

const refused: readonly (readonly [string, string, unknown])[] = [
  ['text for a number', 'count', 'three'],
  ['a list for a number', 'count', [1]],
  ['an object for a number', 'count', { valueOf: 3 }],
  ['yes for a number', 'count', true],
  ['below its range', 'count', 0],
  ['above its range', 'count', 11],
  ['far above its range', 'count', 2n ** 200n],
  ['a fraction for a whole number', 'count', 1.5],
  ['NaN for a whole number', 'count', Number.NaN],
  ['NaN', 'ratio', Number.NaN],
  ['infinity', 'ratio', Number.POSITIVE_INFINITY],
  ['NaN in words', 'ratio', 'NaN'],
  ['NaN in a list', 'numbers', [1, Number.NaN]],
  ['a word for yes or no', 'flag', 'perhaps'],
  ['none of the choices', 'mode', 'slow'],
  ['a member by the name of a method', 'colour', 'toString'],
  ['a number for a list', 'names', 3],
  ['an unknown name', 'extra', 1],
  ['a name of every object', 'constructor', 1],
  ['another name of every object', 'toString', 1],
  ['a name of nothing', '', 1],
  ['a name with a lone surrogate', '\ud800', 1],
  ['a missing value', 'mark', undefined],
  ['a value that holds itself', 'numbers', ring],
  ['a hundred thousand levels', 'numbers', deep],
  ['a text of 50 MB', 'mark', large],
  ['a name of 50 MB', large, 1],
  ['a short text for a long list', 'numbers', '1,'.repeat(3 * 1024 * 1024)],
  ['a file that is not there', 'table', '/nowhere/none.csv'],
]

describe('case 18: refused', () => {
  test.each(refused)('%s', async (_name, field, value) => {
    const place = here()
    const mark = place.path('mark')
    const params = value === undefined && field === 'mark' ? {} : { mark, [field]: value }
    const reply = await submit(place, params)
    expect(reply.state).toBe('refused')
    if (reply.state !== 'refused') return
    expect(reply.problems.map((problem) => problem.field)).toEqual([field])
    for (const { message } of reply.problems) expect(message.length).toBeGreaterThan(5)
    expect(JSON.stringify(reply.problems.map(({ message }) => message)).length).toBeLessThan(2000)
    nothingRan(place)
  })

  test('__proto__ as a name, however it comes', async () => {
    for (const value of ['{"flag": true}', 'null', '1']) {
      const place = here()
      const params = JSON.parse(`{"mark": ${JSON.stringify(place.path('mark'))}, "__proto__": ${value}}`)
      const reply = await submit(place, params)
      expect(reply).toMatchObject({ state: 'refused', problems: [{ field: '__proto__' }] })
      expect(Reflect.get({}, 'flag')).toBeUndefined()
      nothingRan(place)
    }
  })
})

/** Repeats itself with the same seed, so that what fails can be looked at. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

test('case 18: two hundred random submissions are each accepted or refused, and none throws', async () => {
  const place = here()
  const next = random(18)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const names = ['count', 'ratio', 'flag', 'names', 'numbers', 'mode', 'colour', 'table', 'x', '__proto__']
  const values: readonly unknown[] = [
    ...[
      0,
      1,
      -1,
      5,
      1e300,
      Number.NaN,
      -0,
      2n ** 70n,
      0.1,
      '',
      '5',
      'red',
      'fast',
      '1,2',
      '[1,',
      'true',
      null,
    ],
    ...[
      undefined,
      true,
      [],
      [1],
      ['a'],
      [[]],
      {},
      { a: 1 },
      new Date(0),
      new Map(),
      new Uint8Array(3),
      '\0',
      '\ud800',
    ],
  ]
  let accepted = 0
  for (let round = 0; round < 200; round += 1) {
    const params: Record<string, unknown> = { mark: place.path('mark') }
    for (let count = Math.floor(next() * 3); count >= 0; count -= 1) params[pick(names)] = pick(values)
    const reply = await submit(place, params)
    if (reply.state === 'accepted') {
      accepted += 1
      const run = await place.core.jobs.finished(reply.run.id)
      expect(run.state === 'done' || run.error?.kind === 'job').toBe(true)
    } else {
      expect(reply.problems.length > 0 || reply.error !== null).toBe(true)
      expect(reply.error?.kind, JSON.stringify(reply.error)).not.toBe('internal')
    }
  }
  expect(accepted).toBeGreaterThan(10)
  expect(accepted).toBeLessThan(190)
})
