// @ts-check
/** Several pieces of work at a time, begun in their order; those that need the same thing never at once. */

/**
 * @template {{ readonly sharing?: string }} T
 * @param {readonly T[]} pieces `sharing` names what a piece must have for itself among those that name it, too
 * @param {number} lanes
 * @param {(piece: T) => Promise<void>} work after the first that rejects, nothing new begins
 */
export async function inLanes(pieces, lanes, work) {
  const waiting = [...pieces]
  /** @type {Map<T, Promise<void>>} */
  const under = new Map()
  const next = () => {
    const taken = new Set([...under.keys()].map(({ sharing }) => sharing))
    const at = waiting.findIndex(({ sharing }) => sharing === undefined || !taken.has(sharing))
    return at < 0 ? undefined : waiting.splice(at, 1)[0]
  }
  try {
    for (;;) {
      while (under.size < lanes) {
        const piece = next()
        if (!piece) break
        under.set(
          piece,
          work(piece).finally(() => under.delete(piece)),
        )
      }
      if (under.size === 0) return
      await Promise.race(under.values())
    }
  } finally {
    await Promise.allSettled(under.values())
  }
}
