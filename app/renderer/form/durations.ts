/** Durations, as people write them and as ISO 8601 has them: the same that Python takes (`parameters/moments.py`). */

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }
const UNITS: Readonly<Record<string, string>> = {
  ...named('ms', 'ms', 'millisecond', 'milliseconds'),
  ...named('s', 's', 'sec', 'second', 'seconds'),
  ...named('m', 'm', 'min', 'minute', 'minutes'),
  ...named('h', 'h', 'hour', 'hours'),
  ...named('d', 'd', 'day', 'days'),
  ...named('w', 'w', 'week', 'weeks'),
}
const ISO = /^([-+]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i
const CLOCK = /^(-?)(\d+):([0-5]?\d)(?::([0-5]?\d(?:\.\d+)?))?$/
const PART = /\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*,?/iy

/** Null for what is no duration. */
export function secondsOf(given: string): number | null {
  const text = given.trim()
  if (text === '') return null
  if (Number.isFinite(Number(text))) return Number(text)
  const iso = ISO.exec(text)
  if (iso !== null && /\d/.test(text)) {
    const [w, d, h, m, s] = iso.slice(2).map((part) => Number(part ?? 0))
    return signed(iso[1], (w ?? 0) * 604_800 + (d ?? 0) * 86_400 + (h ?? 0) * 3600 + (m ?? 0) * 60 + (s ?? 0))
  }
  const clock = CLOCK.exec(text)
  if (clock !== null) {
    return signed(clock[1], Number(clock[2]) * 3600 + Number(clock[3]) * 60 + Number(clock[4] ?? 0))
  }
  return inUnits(text)
}

function inUnits(text: string): number | null {
  const sign = text.startsWith('-') ? '-' : ''
  const rest = text.slice(sign.length)
  let total = 0
  for (let at = 0; at < rest.length; at = PART.lastIndex) {
    PART.lastIndex = at
    const part = PART.exec(rest)
    const unit = UNITS[part?.[2]?.toLowerCase() ?? '']
    if (part === null || unit === undefined) return null
    total += Number(part[1]) * (SECONDS[unit] ?? 0)
  }
  return signed(sign, total)
}

/** `PT5400S` → `1h 30m`; what is no duration, as it is. */
export function durationText(value: string): string {
  if (!/^[-+]?P/i.test(value.trim())) return value
  const seconds = secondsOf(value)
  if (seconds === null) return value
  let left = Math.abs(seconds)
  const parts = (['d', 'h', 'm'] as const).flatMap((unit) => {
    const count = Math.floor(left / (SECONDS[unit] ?? 1))
    left -= count * (SECONDS[unit] ?? 1)
    return count === 0 ? [] : [`${count}${unit}`]
  })
  const rest = Number(left.toFixed(6))
  const words = rest > 0 || parts.length === 0 ? [...parts, `${rest}s`] : parts
  return `${seconds < 0 ? '-' : ''}${words.join(' ')}`
}

const signed = (sign: string | undefined, seconds: number): number => (sign === '-' ? -seconds : seconds)

function named(unit: string, ...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, unit]))
}
