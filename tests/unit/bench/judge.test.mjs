// @ts-check
import { describe, expect, test } from 'vitest'
import { judge } from '../../bench/judge.mjs'

/** @typedef {import('../../bench/judge.mjs').Judged} Judged */
/** @typedef {import('../../bench/judge.mjs').Series} Series */

/**
 * @param {string} name
 * @param {readonly Record<string, number>[]} rounds
 * @param {{ inProcess?: boolean, missing?: string }} [more]
 * @returns {Series}
 */
const series = (name, rounds, { inProcess = true, missing } = {}) => ({
  contestant: { name, part: name === 'gilder' || name === 'floor' ? name : 'peer', inProcess },
  rounds,
  missing: missing ?? null,
})

/** @type {Judged} */
const time = {
  row: 'a call',
  unit: 'µs',
  value: 'median',
  better: 'lower',
  against: 'best in-process peer',
  target: 0.7,
}

/** @param {readonly number[]} values */
const medians = (values) => values.map((median) => ({ median }))

describe('the ratio', () => {
  test('of a time is to the shortest one, and is to be small', () => {
    const all = [
      series('gilder', medians([30])),
      series('slow', medians([100])),
      series('quick', medians([50])),
    ]
    expect(judge(time, all)).toMatchObject({
      gilder: 30,
      peers: { slow: 100, quick: 50 },
      ratio: 0.6,
      ok: true,
    })
    expect(judge(time, [series('gilder', medians([40])), ...all.slice(1)])).toMatchObject({
      ratio: 0.8,
      ok: false,
    })
  })

  test('of a rate is to the highest one, and is to be large', () => {
    /** @type {Judged} */
    const rate = { ...time, unit: 'calls/s', better: 'higher', target: 2 }
    const all = [
      series('gilder', medians([300])),
      series('slow', medians([50])),
      series('quick', medians([100])),
    ]
    expect(judge(rate, all)).toMatchObject({ ratio: 3, ok: true })
    expect(judge(rate, [series('gilder', medians([150])), ...all.slice(1)])).toMatchObject({ ok: false })
  })

  test('is of the medians of the rounds', () => {
    const all = [series('gilder', medians([10, 100, 30])), series('peer', medians([20, 200, 60]))]
    expect(judge(time, all)).toMatchObject({ gilder: 30, peers: { peer: 60 }, ratio: 0.5 })
  })

  test('leaves a child process out where only those in the process count', () => {
    const all = [
      series('gilder', medians([50])),
      series('in', medians([100])),
      series('child', medians([50]), { inProcess: false }),
    ]
    expect(judge(time, all).ratio).toBe(0.5)
    expect(judge({ ...time, against: 'best peer' }, all).ratio).toBe(1)
  })

  test('is to the floor where the target says so', () => {
    const all = [series('gilder', medians([8])), series('floor', medians([10])), series('peer', medians([1]))]
    expect(judge({ ...time, better: 'higher', against: 'memcpy', target: 0.8 }, all)).toMatchObject({
      floor: 10,
      ratio: 0.8,
      ok: true,
    })
  })

  test('is to a value of the same process where the target says so', () => {
    const all = [series('gilder', [{ median: 10, alone: 8 }]), series('floor', medians([1]))]
    expect(judge({ ...time, against: 'a.sum() alone', floor: 'alone', target: 1.05 }, all)).toMatchObject({
      floor: 8,
      ratio: 1.25,
      ok: false,
    })
  })
})

test('a target without a comparison is for the value itself', () => {
  const own = judge({ ...time, against: null, target: 8 }, [
    series('gilder', medians([7])),
    series('peer', medians([1])),
  ])
  expect(own).toMatchObject({ gilder: 7, peers: { peer: 1 }, against: null, ratio: null, ok: true })
})

describe('what is missing', () => {
  test('is told with its reason, and does not take part', () => {
    const all = [
      series('gilder', medians([30])),
      series('quick', medians([1]), { missing: 'failed: in round 2' }),
      series('slow', medians([100])),
    ]
    expect(judge(time, all)).toMatchObject({
      peers: { slow: 100 },
      missing: { quick: 'failed: in round 2' },
      ratio: 0.3,
    })
  })

  test('never keeps a target: Gilder itself, or every peer', () => {
    const without = judge(time, [series('gilder', [], { missing: 'not offered' }), series('a', medians([1]))])
    expect(without).toMatchObject({
      gilder: null,
      missing: { gilder: 'not offered' },
      ratio: null,
      ok: false,
    })
    const alone = judge(time, [
      series('gilder', medians([1])),
      series('a', [], { missing: 'does not build' }),
    ])
    expect(alone).toMatchObject({ gilder: 1, ratio: null, ok: false })
    const limited = judge({ ...time, against: null }, [series('gilder', [], { missing: 'failed' })])
    expect(limited.ok).toBe(false)
  })
})
