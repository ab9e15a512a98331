/** What a run's random numbers start from: on its record, so that the same run again draws the same ones. */
import { randomInt } from 'node:crypto'
import type { ParamsSchema } from '../../contract/job'
import type { Params } from './inputs'

const SEEDS = 2 ** 32

/** The job's own parameter for it, else that of the run it repeats, else any. */
export function seedOf(schema: ParamsSchema, params: Params, before: number | null): number {
  const [name] = Object.keys(schema.properties).filter(
    (one) => schema.properties[one]?.['x-gilder']?.widget === 'seed',
  )
  const given = name === undefined ? undefined : params[name]
  return typeof given === 'number' ? given : (before ?? randomInt(SEEDS))
}
