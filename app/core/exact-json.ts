/**
 * JSON in which every number survives, in a run's record and on both sides of a worker's pipes (`gilder/worker/wire.py` is
 * the other half there). What JSON has no word for is `{"$": "NaN"}`, `{"$": "-Infinity"}` or `{"$": "-0"}`, an integer
 * beyond 2^53 `{"$": "9007199254740993"}`. An object that looks like one of these is wrapped in another, so that every
 * value comes back as itself.
 */

const TAG = '$'

type Plain = Readonly<Record<string, unknown>>

const words: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
])

export const toExactJson = (value: unknown, indent?: number): string =>
  JSON.stringify(tagged(value), undefined, indent)

/** Throws a SyntaxError for what is no JSON. */
export const fromExactJson = (content: string): unknown => untagged(JSON.parse(content))

function tagged(value: unknown): unknown {
  if (typeof value === 'bigint') return { [TAG]: value.toString() }
  if (typeof value === 'number') return wordFor(value) ?? value
  if (Array.isArray(value)) return value.map(tagged)
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, tagged(inner)] as const)
  const plain = Object.fromEntries(entries)
  return TAG in value ? { [TAG]: plain } : plain
}

function wordFor(value: number): object | null {
  const word = Object.is(value, -0) ? '-0' : String(value)
  if (words.has(word)) return { [TAG]: word }
  // As digits alone, Python would read an `int` where a float was meant.
  const looksLikeInteger = Number.isInteger(value) && !Number.isSafeInteger(value)
  return looksLikeInteger ? { [TAG]: value.toExponential() } : null
}

function untagged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(untagged)
  if (!isObject(value)) return value
  const inner = value[TAG]
  const isTagged = Object.keys(value).length === 1 && TAG in value
  if (isTagged && typeof inner === 'string') return numberOf(inner) ?? value
  return entriesOf(isTagged && isObject(inner) ? inner : value)
}

/** `__proto__` is a key like any other. */
const entriesOf = (value: Plain): Plain =>
  Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, untagged(inner)] as const))

function numberOf(word: string): number | bigint | null {
  if (/^-?\d+$/.test(word) && word !== '-0') return BigInt(word)
  return words.get(word) ?? (/^-?\d(\.\d+)?e\+\d+$/.test(word) ? Number(word) : null)
}

/** What has a form of its own in JSON, as a date does, is left to it. */
const isObject = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !('toJSON' in value)
