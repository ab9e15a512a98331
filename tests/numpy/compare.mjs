// @ts-check
/** Compares what became of each of NumPy's tests in a plain Python with what became of it inside the addon. */

/** @typedef {{ readonly outcome: string, readonly why: string }} Outcome */
/** @typedef {Readonly<Record<string, Outcome>>} Outcomes by test */
/** @typedef {Readonly<Record<string, string>>} Known reasons for a difference, by test or by the beginning of its name */

const absent = { outcome: 'not run', why: '' }

/**
 * @param {{ plain: Outcomes, embedded: Outcomes, known: Known }} runs
 * @returns {import('../run/result.mjs').Result} passed: the same in both, whatever it is
 */
export function compare({ plain, embedded, known }) {
  const tests = [...new Set([...Object.keys(plain), ...Object.keys(embedded)])].sort()
  /** @type {import('../run/result.mjs').Failure[]} */
  const failures = []
  /** @type {Set<string>} */
  const used = new Set()
  let passed = 0
  let skipped = 0
  for (const name of tests) {
    const [one, other] = [plain[name] ?? absent, embedded[name] ?? absent]
    const reason = Object.keys(known).find((beginning) => name.startsWith(beginning))
    if (one.outcome === other.outcome) passed++
    else if (reason !== undefined) {
      used.add(reason)
      skipped++
    } else
      failures.push({
        name,
        text: `plain Python: ${one.outcome}\n${one.why}\ninside the addon: ${other.outcome}\n${other.why}`,
      })
  }
  for (const beginning of Object.keys(known))
    if (!used.has(beginning) && tests.some((name) => name.startsWith(beginning)))
      failures.push({ name: beginning, text: 'It makes no difference any more: take it off the list.' })
  return { passed, skipped, failures }
}
