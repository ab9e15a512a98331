// @ts-check
/** Reads what `playwright test --reporter=json` writes. A test that passed only when tried again has failed. */

/** @typedef {{ readonly title: string, readonly tests: readonly PlaywrightTest[] }} Spec */
/** @typedef {{ readonly status: string, readonly results: readonly { readonly errors?: readonly { readonly message?: string }[] }[] }} PlaywrightTest */
/** @typedef {{ readonly title: string, readonly specs?: readonly Spec[], readonly suites?: readonly Suite[] }} Suite */
/** @typedef {{ readonly suites: readonly Suite[], readonly errors?: readonly { readonly message?: string }[] }} PlaywrightReport */

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours start with ESC
const colours = /\x1b\[[\d;]*m/g

/** @param {readonly { readonly message?: string }[]} errors */
const inText = (errors) =>
  errors.map(({ message }) => (message ?? 'It gives no reason.').replace(colours, '')).join('\n')

/**
 * @param {PlaywrightReport} report
 * @returns {import('./result.mjs').Result}
 */
export function readPlaywright({ suites, errors = [] }) {
  let passed = 0
  let skipped = 0
  /** @type {import('./result.mjs').Failure[]} */
  const failures = []
  /**
   * @param {Suite} suite
   * @param {string} path
   */
  const visit = (suite, path) => {
    const here = path ? `${path} › ${suite.title}` : suite.title
    for (const { title, tests } of suite.specs ?? [])
      for (const { status, results } of tests) {
        if (status === 'expected') passed++
        else if (status === 'skipped') skipped++
        else
          failures.push({
            name: `${here} › ${title}`,
            text: inText(results.flatMap((result) => result.errors ?? [])),
          })
      }
    for (const inner of suite.suites ?? []) visit(inner, here)
  }
  for (const suite of suites) visit(suite, '')
  if (errors.length > 0) failures.push({ name: 'playwright', text: inText(errors) })
  return { passed, skipped, failures }
}
