// @ts-check
import { describe, expect, it } from 'vitest'
import { inLanes } from '../../run/lanes.mjs'

/** @typedef {{ readonly name: string, readonly sharing?: string }} Piece */

/** Begins pieces and ends each one when it is told to. */
function bench() {
  /** @type {string[]} */
  const begun = []
  /** @type {Map<string, { resolve: () => void, reject: (error: Error) => void }>} */
  const doors = new Map()
  return {
    begun,
    /** @param {Piece} piece @returns {Promise<void>} */
    work: ({ name }) => {
      begun.push(name)
      return new Promise((resolve, reject) => doors.set(name, { resolve, reject }))
    },
    /** @param {string} name */
    end: async (name) => {
      doors.get(name)?.resolve()
      await new Promise((resolve) => setImmediate(resolve))
    },
    /** @param {string} name */
    fail: async (name) => {
      doors.get(name)?.reject(new Error(name))
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

/** @param {string[]} names @returns {Piece[]} */
const plain = (...names) => names.map((name) => ({ name }))

describe('lanes', () => {
  it('keep as many going as there are lanes, begun in order', async () => {
    const { begun, work, end } = bench()
    const all = inLanes(plain('a', 'b', 'c'), 2, work)
    expect(begun).toEqual(['a', 'b'])
    await end('b')
    expect(begun).toEqual(['a', 'b', 'c'])
    await end('a')
    await end('c')
    await all
  })

  it('let others pass a piece whose thing is in use', async () => {
    const { begun, work, end } = bench()
    const pieces = [{ name: 'a', sharing: 'screen' }, { name: 'b', sharing: 'screen' }, { name: 'c' }]
    const all = inLanes(pieces, 2, work)
    expect(begun).toEqual(['a', 'c'])
    await end('c')
    expect(begun).toEqual(['a', 'c'])
    await end('a')
    expect(begun).toEqual(['a', 'c', 'b'])
    await end('b')
    await all
  })

  it('begin nothing new after a failure, and wait for what is under way', async () => {
    const { begun, work, end, fail } = bench()
    let settled = false
    const all = inLanes(plain('a', 'b', 'c'), 2, work).finally(() => {
      settled = true
    })
    all.catch(() => undefined)
    await fail('a')
    expect(settled).toBe(false)
    await end('b')
    await expect(all).rejects.toThrow('a')
    expect(begun).toEqual(['a', 'b'])
  })

  it('of nothing end at once', async () => {
    await inLanes([], 2, () => Promise.reject(new Error('never')))
  })
})
