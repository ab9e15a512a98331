// @ts-check
/** Makes a row of what the contestants measured. Pure: the numbers come from `embedding.mjs`. */
import { keeps, median } from './row.mjs'

/**
 * @typedef {object} Judged one row of the table
 * @property {string} row
 * @property {string} unit
 * @property {string} value which of the measured values
 * @property {'lower' | 'higher'} better
 * @property {'best in-process peer' | 'best peer' | 'memcpy' | 'a.sum() alone' | null} against
 * @property {string} [floor] the value of Gilder's own that is the floor, where the floor addon is none
 * @property {number} target
 */

/**
 * @typedef {object} Series what one contestant did, round by round
 * @property {import('./contestants/list.mjs').Contestant} contestant
 * @property {readonly Readonly<Record<string, number>>[]} rounds
 * @property {string | null} missing why there is nothing
 */

/**
 * @param {Series | undefined} series
 * @param {string} value
 * @returns {readonly number[]}
 */
function valuesOf(series, value) {
  if (!series || series.missing !== null) return []
  return series.rounds.flatMap((round) => (round[value] === undefined ? [] : [round[value]]))
}

/** @param {readonly number[]} values */
const medianOrNull = (values) => (values.length === 0 ? null : median(values))

/**
 * @param {Judged} judged
 * @param {readonly Series[]} all
 * @returns {import('./row.mjs').Row}
 */
export function judge(judged, all) {
  const { row, unit, value, better, against, target } = judged
  const gilder = all.find(({ contestant }) => contestant.part === 'gilder')
  const floor = judged.floor
    ? valuesOf(gilder, judged.floor)
    : valuesOf(
        all.find(({ contestant }) => contestant.part === 'floor'),
        value,
      )
  const peers = all
    .filter(({ contestant }) => contestant.part === 'peer')
    .map((series) => ({ ...series.contestant, values: valuesOf(series, value) }))
    .filter(({ values }) => values.length > 0)

  /** @param {readonly { readonly values: readonly number[] }[]} of */
  const best = (of) =>
    of
      .map(({ values }) => values)
      .sort((a, b) => (better === 'lower' ? median(a) - median(b) : median(b) - median(a)))
      .at(0) ?? []
  const beside = {
    'best in-process peer': () => best(peers.filter(({ inProcess }) => inProcess)),
    'best peer': () => best(peers),
    memcpy: () => floor,
    'a.sum() alone': () => floor,
  }
  const ours = valuesOf(gilder, value)
  const theirs = against === null ? [] : beside[against]()
  const ratio = ours.length > 0 && theirs.length > 0 ? median(ours) / median(theirs) : null
  const own = medianOrNull(ours)
  return {
    row,
    unit,
    better,
    gilder: own,
    peers: Object.fromEntries(peers.map(({ name, values }) => [name, median(values)])),
    missing: Object.fromEntries(
      all.flatMap(({ contestant: { name }, missing }) => (missing === null ? [] : [[name, missing]])),
    ),
    floor: medianOrNull(floor),
    against,
    ratio,
    target,
    ok: keeps(better, against === null ? own : ratio, target),
  }
}
