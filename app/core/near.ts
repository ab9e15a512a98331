/** The name somebody probably meant. */
import { distance } from 'fastest-levenshtein'

/** Null when nothing is near: a far-fetched suggestion is worse than none. */
export function nearest(name: string, known: readonly string[]): string | null {
  const wanted = name.toLowerCase()
  let best: string | null = null
  let least = Math.max(2, Math.floor(wanted.length / 3)) + 1
  for (const candidate of known) {
    // So much longer a name is never near; to compare it would take seconds if somebody made it megabytes long.
    if (wanted.length >= 2 * candidate.length) continue
    const steps = distance(wanted, candidate.toLowerCase())
    if (steps < least && steps < candidate.length) {
      best = candidate
      least = steps
    }
  }
  return best
}
