/** How long something took, as short as it can be said and with digits that do not jump about. */

const two = (n: number): string => String(Math.floor(n)).padStart(2, '0')

export function formatDuration(seconds: number): string {
  if (seconds < 1) return `${Math.round(Math.max(seconds, 0) * 1000)} ms`
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  if (seconds < 59.5) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`
  return `${Math.floor(whole / 3600)} h ${two((whole % 3600) / 60)} min`
}

/** The same while it is still counting: whole seconds only, since tenths would flicker. */
export function formatElapsed(seconds: number): string {
  const whole = Math.floor(Math.max(seconds, 0))
  return whole < 60 ? `${whole} s` : formatDuration(whole)
}
