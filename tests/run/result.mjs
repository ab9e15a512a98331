// @ts-check
/** What a suite comes to, whatever ran it. */

/** @typedef {{ readonly name: string, readonly text: string }} Failure */
/** @typedef {{ readonly passed: number, readonly skipped: number, readonly failures: readonly Failure[] }} Result */

/**
 * A suite that could not start, ran nothing or broke off: never green.
 * @param {string} name
 * @param {string} text
 * @returns {Result}
 */
export const broken = (name, text) => ({ passed: 0, skipped: 0, failures: [{ name, text }] })

/**
 * A runner's report and its exit code must agree: a bad code without a failed test is a failure too.
 * @param {Result} result
 * @param {{ readonly code: number, readonly output: string }} finished
 * @returns {Result}
 */
export function held(result, { code, output }) {
  const tail = output.trimEnd().split('\n').slice(-40).join('\n')
  if (code !== 0 && result.failures.length === 0)
    return { ...result, failures: [{ name: `the runner ended with code ${code}`, text: tail }] }
  if (result.passed + result.failures.length === 0)
    return { ...result, failures: [{ name: 'no test ran', text: tail }] }
  return result
}

/**
 * @param {readonly Result[]} results
 * @returns {Result}
 */
export const sum = (results) => ({
  passed: results.reduce((total, { passed }) => total + passed, 0),
  skipped: results.reduce((total, { skipped }) => total + skipped, 0),
  failures: results.flatMap(({ failures }) => failures),
})

/** @param {Result} result */
export function inWords({ passed, failures, skipped }) {
  return `${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
