/** A run's name: `20261123-134550-describe-k7f3`. Sorts by time, reads well, and is a folder name on every system. */
import { randomInt } from 'node:crypto'

// Crockford's digits: no I, L, O or U that could be misread.
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'
const SHAPE = /^\d{8}-\d{6}-[a-z0-9-]{1,40}-[0-9a-hjkmnp-tv-z]{4}$/

export function newRunId(job: string, now: Date): string {
  const time = now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
  let random = ''
  for (let index = 0; index < 4; index += 1) random += DIGITS[randomInt(DIGITS.length)]
  return `${time}-${slug(job)}-${random}`
}

/** Only such a name is ever joined to the runs folder: no separators, no dots, nothing to climb with. */
export const isRunId = (name: string): boolean => SHAPE.test(name)

function slug(job: string): string {
  const plain = job
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
  return plain === '' ? 'job' : plain
}
