// @ts-check
/** What a contestant can be asked to do, the same for all. A part that it does not have is left out. */

/**
 * @typedef {object} Session
 * @property {(name: string, ...numbers: number[]) => Promise<unknown>} call a function of `python/bench_work.py`
 * @property {(values: Float64Array) => Promise<number>} [total] the sum of an array, by NumPy
 * @property {(values: Float64Array) => Promise<number>} [secondsOfSum] what `a.sum()` takes in Python, on that memory
 * @property {(count: number) => Promise<ArrayBufferView>} [fetch] that many doubles, from NumPy into fresh memory
 * @property {(out: Float64Array) => Promise<void>} [fetchInto] the same into memory that is there
 * @property {(name: string) => { settled: Promise<unknown>, interrupt: () => void }} [interruptible]
 */

/**
 * @typedef {object} Place
 * @property {string} root of the checkout
 * @property {string} home of the Python runtime, the same for all
 * @property {number} threads of a contestant that has a choice
 */

/** Told in the table in place of a number. */
export class NotOffered extends Error {}

/**
 * @template {keyof Session} Part
 * @param {Session} session
 * @param {Part} part
 * @returns {NonNullable<Session[Part]>}
 */
export function offered(session, part) {
  const found = session[part]
  if (!found) throw new NotOffered('not offered')
  return found
}
