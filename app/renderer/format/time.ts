/** Points in time: how long ago for a list, the clock for a header. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const dayOf = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

export function formatAgo(iso: string, now: number): string {
  const then = new Date(iso)
  const passed = now - then.getTime()
  if (Number.isNaN(passed)) return ''
  if (passed < MINUTE) return 'just now'
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`
  // Rounded, because a day with a clock change has 23 or 25 hours.
  const days = Math.round((dayOf(new Date(now)) - dayOf(then)) / (24 * HOUR))
  if (days === 0) return `${Math.floor(passed / HOUR)} h ago`
  if (days === 1) return 'yesterday'
  if (days < 7) return `${days} days ago`
  return formatDay(then, now)
}

function formatDay(then: Date, now: number): string {
  const sameYear = then.getFullYear() === new Date(now).getFullYear()
  const parts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' }
  return new Intl.DateTimeFormat('en-GB', sameYear ? parts : { ...parts, year: 'numeric' }).format(then)
}

/** `14:05` today, `3 Mar, 14:05` on another day. */
export function formatClock(iso: string, now: number): string {
  const then = new Date(iso)
  if (Number.isNaN(then.getTime())) return ''
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(then)
  return dayOf(then) === dayOf(new Date(now)) ? clock : `${formatDay(then, now)}, ${clock}`
}
