/** Values of secret parameters: on their way to Python they are in memory alone, and on no record. */
import { GilderError } from '../../contract/error'
import type { ParamProblem, ParamsSchema } from '../../contract/job'
import type { Run } from '../../contract/run'
import { text } from '../text'
import type { Params } from './inputs'

const isSecret = (schema: ParamsSchema, name: string): boolean =>
  schema.properties[name]?.['x-gilder']?.widget === 'secret'

/** What may be written down, and what may not. */
export function apart(
  schema: ParamsSchema,
  params: Params,
): { readonly open: Params; readonly secret: Params } {
  const entries = Object.entries(params)
  return {
    open: Object.fromEntries(entries.filter(([name]) => !isSecret(schema, name))),
    secret: Object.fromEntries(entries.filter(([name]) => isSecret(schema, name))),
  }
}

/** Those of an old run that have to be given again to repeat it. */
export function lacking(run: Pick<Run, 'secrets'>, params: Params): readonly ParamProblem[] {
  return run.secrets
    .filter((name) => !Object.hasOwn(params, name))
    .map((field) => ({ field, message: text.secretAgain(field) }))
}

export class Secrets {
  private readonly kept = new Map<string, Params>()

  keep(run: string, secret: Params): void {
    if (Object.keys(secret).length > 0) this.kept.set(run, secret)
  }

  /** All that the run is to be given, for the last time. Throws when its secrets went with another Gilder. */
  complete({ id, params, secrets }: Run): Params {
    const secret = this.kept.get(id) ?? {}
    this.kept.delete(id)
    const [lost] = secrets.filter((name) => !Object.hasOwn(secret, name))
    if (lost !== undefined) throw new GilderError(text.secretLost(lost))
    return { ...params, ...secret }
  }

  /** The run has ended, begun or not. */
  forget(run: string): void {
    this.kept.delete(run)
  }
}
