/** Secrets from where no other user of the machine sees them, as he would among the words of a command. */
import { GilderError } from '../../contract/error'
import type { ParamsSchema } from '../../contract/job'
import type { Params } from '../../core/jobs/inputs'
import { splitParam } from './pair'

type Environment = Readonly<Record<string, string | undefined>>

/** `GILDER_SECRET_PASSWORD` for the parameter `password`. */
export const variableOf = (name: string): string => `GILDER_SECRET_${name.toUpperCase()}`

/** Those of a job that are not given in another way. */
export function secretsFrom(env: Environment, schema: ParamsSchema, given: Params): Params {
  const names = Object.entries(schema.properties)
    .filter(([, property]) => property['x-gilder']?.widget === 'secret')
    .map(([name]) => name)
  return named(
    env,
    names.filter((name) => !Object.hasOwn(given, name)),
  )
}

/** For a run that is repeated: all else of it is on its record. */
export function secretsAgain(env: Environment, names: readonly string[], texts: readonly string[]): Params {
  const given = Object.fromEntries(texts.map(splitParam))
  const [odd] = Object.keys(given).filter((name) => !names.includes(name))
  if (odd === undefined) return { ...named(env, names), ...given }
  throw new GilderError({
    kind: 'usage',
    message: `--resume takes the parameters of the run as they were; "${odd}" is no secret of it.`,
    hint:
      names.length === 0
        ? 'Leave out --param, or start a new run with --run.'
        : `Its secrets are: ${names.join(', ')}.`,
  })
}

function named(env: Environment, names: readonly string[]): Params {
  const found = names.flatMap((name) => {
    const value = env[variableOf(name)]
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(found)
}
