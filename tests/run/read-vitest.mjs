// @ts-check
/** Reads what `vitest run --reporter=json` writes. */

/**
 * @typedef {object} VitestReport
 * @property {readonly VitestFile[]} testResults
 */
/**
 * @typedef {object} VitestFile
 * @property {string} name
 * @property {string} status
 * @property {string} [message] why the file itself could not be run
 * @property {readonly { readonly fullName: string, readonly status: string, readonly failureMessages?: readonly string[] }[]} assertionResults
 */

/**
 * @param {VitestReport} report
 * @returns {import('./result.mjs').Result}
 */
export function readVitest({ testResults }) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const failed = tests.filter(({ status }) => status === 'failed')
  const passed = tests.filter(({ status }) => status === 'passed').length
  const files = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed,
    skipped: tests.length - passed - failed.length,
    failures: [
      ...failed.map(({ fullName, failureMessages }) => ({
        name: fullName,
        text: (failureMessages ?? []).join('\n'),
      })),
      ...files.map(({ name, message }) => ({ name, text: message || 'The file could not be run.' })),
    ],
  }
}
