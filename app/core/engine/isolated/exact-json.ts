/**
 * JSON in which every number survives, on both sides of a worker's pipes; `gilder/worker/wire.py` is the other half.
 * What JSON has no word for is `{"$float": "nan"}` or `{"$int": "…"}`, and an object of the user's own whose one key
 * begins with a dollar is wrapped as `{"$object": …}`.
 */

export function encode(value: unknown): string {
  return JSON.stringify(packed(value))
}

/** Throws a SyntaxError for what is no JSON. */
export function decode(line: string): unknown {
  return unpacked(JSON.parse(line))
}

function packed(value: unknown): unknown {
  switch (typeof value) {
    case 'bigint':
      return { $int: value.toString() }
    case 'number':
      return isPlain(value)
        ? value
        : { $float: Object.is(value, -0) ? '-0.0' : (names[String(value)] ?? String(value)) }
    case 'object':
      break
    default:
      return value ?? null
  }
  if (value === null) return null
  if (Array.isArray(value)) return value.map(packed)
  const content = objectOf(value, packed)
  return looksPacked(content) ? { $object: content } : content
}

function unpacked(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(unpacked)
  if (looksPacked(value)) {
    if ('$int' in value) return integer(String(value.$int))
    if ('$float' in value) return floats[String(value.$float)] ?? Number(value.$float)
    if ('$object' in value) return objectOf(value.$object ?? {}, unpacked)
  }
  return objectOf(value, unpacked)
}

/** Python reads a whole number as an `int`: one beyond 2^53 is a float here, and is to stay one. */
const isPlain = (value: number): boolean =>
  Number.isFinite(value) && !Object.is(value, -0) && (!Number.isInteger(value) || Number.isSafeInteger(value))

const names: Readonly<Record<string, string>> = { NaN: 'nan', Infinity: 'inf', '-Infinity': '-inf' }

const floats: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity }

function integer(text: string): number | bigint {
  const exact = BigInt(text)
  const number = Number(exact)
  return Number.isSafeInteger(number) ? number : exact
}

function looksPacked(value: object): boolean {
  const [first, second] = Object.keys(value)
  return first?.startsWith('$') === true && second === undefined
}

/** `__proto__` is a key like any other. */
function objectOf(value: object, of: (member: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, of(member)]))
}
