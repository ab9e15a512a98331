/** How much a message holds, whatever it is made of: looked at before anything goes through it more thoroughly. */

/** What any value counts for at least: a million nulls are no small message. */
const LEAST = 8

/** Stops at the limit. A part that several others hold counts once, so that a ring has an end, too. */
export function weighsMoreThan(message: unknown, limit: number): boolean {
  const seen = new Set<object>()
  const waiting: unknown[] = [message]
  let weight = 0
  while (waiting.length > 0) {
    const value = waiting.pop()
    weight += ownWeight(value)
    if (weight > limit) return true
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    for (const part of partsOf(value)) {
      weight += LEAST
      if (weight > limit) return true
      waiting.push(part)
    }
  }
  return false
}

function ownWeight(value: unknown): number {
  if (typeof value === 'string') return 2 * value.length
  if (typeof value === 'bigint') return value.toString(16).length
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength
  return 0
}

function* partsOf(value: object): Iterable<unknown> {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return
  if (value instanceof Map) for (const entry of value) yield* entry
  else if (value instanceof Set) yield* value
  else if (Array.isArray(value)) yield* value
  else for (const entry of Object.entries(value)) yield* entry
}
