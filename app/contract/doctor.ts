/** What was found when Gilder looked itself over. */
import { z } from 'zod'

/** In the order they are told. `docs/command-line.md` describes each. */
export const CheckName = z.enum([
  'system',
  'processor',
  'memory',
  'display',
  'data',
  'disk',
  'runtime',
  'files',
  'python',
  'embedded',
  'graphics',
])
export type CheckName = z.infer<typeof CheckName>

/** A warning may cost something; a problem keeps jobs from running. */
export const Health = z.enum(['ok', 'warning', 'problem'])
export type Health = z.infer<typeof Health>

export const Finding = z.object({
  check: CheckName,
  state: Health,
  /** One sentence: what was found. */
  message: z.string(),
  /** One sentence: what to do; null when there is nothing to do. */
  hint: z.string().nullable(),
  /** The same for programs. */
  facts: z.record(z.string(), z.unknown()),
})
export type Finding = z.infer<typeof Finding>
