// @ts-check
/**
 * Reads what `node:test` prints: TAP's closing counts, or those of its `spec` form, which newer Nodes print unasked, and
 * the text of what failed.
 */

/**
 * @param {string} output
 * @param {string} word
 */
const count = (output, word) => Number(new RegExp(`^(?:#|ℹ) ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0)

/**
 * A failed point with the YAML block after it; the enclosing points that failed only because of it are left out.
 * @param {string} output
 */
function failuresIn(output) {
  /** @type {{ name: string, text: string }[]} */
  const failures = []
  const lines = output.split(/\r?\n/)
  lines.forEach((line, index) => {
    const point = /^(\s*)not ok \d+ - (.*)$/.exec(line)
    if (!point) return
    const end = lines.findIndex((later, at) => at > index && later.trim() === '...')
    const text = lines.slice(index + 1, end < 0 ? undefined : end).join('\n')
    if (!/failureType: '(subtestsFailed|cancelledByParent)'/.test(text))
      failures.push({ name: point[2] ?? '', text })
  })
  return failures
}

/**
 * @param {string} output
 * @returns {import('./result.mjs').Result}
 */
export function readTap(output) {
  const failures = failuresIn(output)
  const failed = count(output, 'fail') + count(output, 'cancelled')
  const unnamed = { name: 'node:test', text: output.split('\n').slice(-40).join('\n') }
  return {
    passed: count(output, 'pass'),
    skipped: count(output, 'skipped') + count(output, 'todo'),
    failures: failed > 0 && failures.length === 0 ? [unnamed] : failures,
  }
}
