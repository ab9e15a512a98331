// @ts-check
/** Rows as a person reads them. */

/** @param {number} value three figures, or all that stand before the point */
export const figures = (value) =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)))

/** @param {import('./row.mjs').Row} row */
function verdict({ unit, better, against, ratio, target, gilder, ok }) {
  if (target === null) return ratio === null ? 'no target' : `${ratio.toFixed(2)} × ${against}, no target`
  const limit = `${better === 'lower' ? '≤' : '≥'} ${target}`
  const kept = ok ? 'kept' : 'MISSED'
  if (against === null) return `target ${limit} ${unit}: ${gilder === null ? 'not measured' : kept}`
  if (ratio === null) return `target ${limit} × ${against}: not measured`
  return `${ratio.toFixed(2)} × ${against}, target ${limit} ×: ${kept}`
}

/** @param {import('./row.mjs').Row} row */
function oneRow(row) {
  const { unit, gilder, peers, missing, floor } = row
  const { gilder: withoutGilder, floor: withoutFloor, ...withoutPeer } = missing
  /** @type {[string, string][]} */
  const lines = [
    ['Gilder', gilder === null ? (withoutGilder ?? 'not measured') : `${figures(gilder)} ${unit}`],
    ...Object.entries(peers).map(
      ([name, value]) => /** @type {[string, string]} */ ([name, `${figures(value)} ${unit}`]),
    ),
    ...Object.entries(withoutPeer),
  ]
  if (floor !== null) lines.push(['floor', `${figures(floor)} ${unit}`])
  else if (withoutFloor !== undefined) lines.push(['floor', withoutFloor])
  const title = `${row.row} (${unit}, ${row.better} is better)`
  return [title, ...lines.map(([name, value]) => `    ${name.padEnd(20)}${value}`), `  ${verdict(row)}`].join(
    '\n',
  )
}

/** @param {readonly import('./row.mjs').Row[]} rows */
export function inWords(rows) {
  const judged = rows.filter(({ target }) => target !== null)
  const kept = judged.filter(({ ok }) => ok).length
  return [...rows.map(oneRow), `${kept} of ${judged.length} targets kept`].join('\n\n')
}
