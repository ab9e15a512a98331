// @ts-check
/** The one form of every benchmark: a row compares Gilder with its peers, measured in turn in the same run. */

/**
 * @typedef {object} Row
 * @property {string} row what was measured
 * @property {string} unit
 * @property {number} gilder median
 * @property {Record<string, number>} peers name → median
 * @property {number | null} floor what the machine allows, where that is known
 * @property {number} ratio Gilder beside its best peer, the median of the pairs
 * @property {number | null} target the ratio to keep
 * @property {boolean} ok
 */

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * Measures the two in turn, A B A B …, after one uncounted round: the machine's drift then meets both alike.
 * @param {{ row: string, unit: string, peer: string, target: number, rounds: number,
 *           gilder: () => Promise<number>, other: () => Promise<number> }} what
 * @returns {Promise<Row>}
 */
export async function compare({ row, unit, peer, target, rounds, gilder, other }) {
  const ours = []
  const theirs = []
  for (let round = -1; round < rounds; round++) {
    const a = await gilder()
    const b = await other()
    if (round < 0) continue
    ours.push(a)
    theirs.push(b)
  }
  const ratio = median(ours.map((a, i) => a / theirs[i]))
  return {
    row,
    unit,
    gilder: median(ours),
    peers: { [peer]: median(theirs) },
    floor: null,
    ratio,
    target,
    ok: ratio <= target,
  }
}
