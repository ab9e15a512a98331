// @ts-check
/** The one form of every benchmark: a row compares Gilder with its peers, measured in turn in the same run. */

/**
 * @typedef {object} Row
 * @property {string} row what was measured
 * @property {string} unit
 * @property {'lower' | 'higher'} better
 * @property {number | null} gilder median
 * @property {Record<string, number>} peers name → median
 * @property {Record<string, string>} missing name → why there is no number, Gilder and the floor included
 * @property {number | null} floor what the machine allows, where that is known
 * @property {string | null} against what the ratio is to; null when the target is for the value itself
 * @property {number | null} ratio Gilder's median divided by that one's
 * @property {number | null} target the most (the least where higher is better) of the ratio, or of the value; null when
 *   the figure is only told
 * @property {boolean} ok false also when there was nothing to judge
 */

/** @param {readonly number[]} values */
export function median(values) {
  if (values.length === 0) throw new Error('There is no median of nothing.')
  const sorted = [...values].sort((a, b) => a - b)
  const at = (/** @type {number} */ i) => /** @type {number} */ (sorted[i])
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2
}

/**
 * @param {'lower' | 'higher'} better
 * @param {number | null} value
 * @param {number} target
 */
export const keeps = (better, value, target) =>
  value !== null && (better === 'lower' ? value <= target : value >= target)

/**
 * Measures the two in turn, A B A B …, after one uncounted round: the machine's drift then meets both alike.
 * @param {{ row: string, unit: string, peer: string, target: number, rounds: number,
 *           gilder: () => Promise<number>, other: () => Promise<number> }} what
 * @returns {Promise<Row>}
 */
export async function compare({ row, unit, peer, target, rounds, gilder, other }) {
  /** @type {number[]} */
  const ours = []
  /** @type {number[]} */
  const theirs = []
  for (let round = -1; round < rounds; round++) {
    const a = await gilder()
    const b = await other()
    if (round < 0) continue
    ours.push(a)
    theirs.push(b)
  }
  const ratio = median(ours) / median(theirs)
  return {
    row,
    unit,
    better: 'lower',
    gilder: median(ours),
    peers: { [peer]: median(theirs) },
    missing: {},
    floor: null,
    against: peer,
    ratio,
    target,
    ok: keeps('lower', ratio, target),
  }
}
