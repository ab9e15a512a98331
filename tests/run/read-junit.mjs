// @ts-check
/** Reads the JUnit XML that pytest writes: flat test cases, each empty or with one verdict inside. */

const entities = /** @type {Readonly<Record<string, string>>} */ ({
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
})

/** @param {string} text */
const decode = (text) =>
  text.replace(/&(#\d+|\w+);/g, (whole, name) =>
    name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : (entities[name] ?? whole),
  )

/** @param {string} attributes @param {string} name */
const attribute = (attributes, name) => decode(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')

/**
 * @param {string} xml
 * @returns {import('./result.mjs').Result}
 */
export function readJunit(xml) {
  let passed = 0
  let skipped = 0
  /** @type {import('./result.mjs').Failure[]} */
  const failures = []
  for (const [, attributes = '', body = ''] of xml.matchAll(
    /<testcase\b([^>]*?)(?:\/>|>(.*?)<\/testcase>)/gs,
  )) {
    const verdict = /<(failure|error)\b([^>]*)(?:\/>|>(.*?)<\/\1>)/s.exec(body)
    if (verdict)
      failures.push({
        name: `${attribute(attributes, 'classname')} › ${attribute(attributes, 'name')}`,
        text: decode(verdict[3] || attribute(verdict[2] ?? '', 'message')),
      })
    else if (/<skipped\b/.test(body)) skipped++
    else passed++
  }
  return { passed, skipped, failures }
}
