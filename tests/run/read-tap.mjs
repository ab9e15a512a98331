// @ts-check
/**
 * Reads the TAP that `node:test` prints, point by point: its closing counts include the enclosing tests, and in older
 * Nodes nothing else. Newer Nodes print their `spec` form unasked; of that only the counts are read.
 */

/** @typedef {{ readonly ok: boolean, readonly indent: number, readonly name: string, readonly text: string }} Point */

/**
 * @param {readonly string[]} lines
 * @returns {readonly Point[]}
 */
function pointsIn(lines) {
  return lines.flatMap((line, index) => {
    const [, space = '', not, name = ''] = /^(\s*)(not )?ok \d+(?: - (.*))?$/.exec(line) ?? []
    if (!/^\s*(not )?ok \d/.test(line)) return []
    const end = lines.findIndex((later, at) => at > index && later.trim() === '...')
    const text = lines.slice(index + 1, end < 0 ? undefined : end).join('\n')
    return [{ ok: not === undefined, indent: space.length, name, text }]
  })
}

/**
 * @param {string} output
 * @returns {import('./result.mjs').Result}
 */
export function readTap(output) {
  const points = pointsIn(output.split(/\r?\n/))
  if (points.length === 0) return readSpec(output)
  let passed = 0
  let skipped = 0
  /** @type {import('./result.mjs').Failure[]} */
  const failures = []
  points.forEach(({ ok, indent, name, text }, index) => {
    // An enclosing test's point comes after those of the tests inside it.
    const encloses = (points[index - 1]?.indent ?? 0) > indent
    if (/# (SKIP|TODO)\b/i.test(name)) skipped++
    else if (!ok && !/failureType: '(subtestsFailed|cancelledByParent)'/.test(text))
      failures.push({ name, text })
    else if (ok && !encloses) passed++
  })
  return { passed, skipped, failures }
}

/**
 * @param {string} output
 * @returns {import('./result.mjs').Result}
 */
function readSpec(output) {
  const count = (/** @type {string} */ word) =>
    Number(new RegExp(`^ℹ ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0)
  const text = output.split('\n').slice(-60).join('\n')
  const failures = count('fail') + count('cancelled') > 0 ? [{ name: 'node:test', text }] : []
  return { passed: count('pass'), skipped: count('skipped') + count('todo'), failures }
}
