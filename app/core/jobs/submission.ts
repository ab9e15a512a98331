/** Looks a submission over before anything exists on disk: a refused one leaves no trace. */
import { type ErrorReport, reportOf } from '../../contract/error'
import type { JobSpec, ParamProblem, ParamsSchema } from '../../contract/job'
import type { InputFile } from '../../contract/run'
import type { Engine } from '../engine/engine'
import { nearest } from '../near'
import { text } from '../text'
import { type Params, readInputs, withAbsolutePaths } from './inputs'
import { checkKeepable } from './keepable'

export type Checked =
  | { readonly state: 'fit'; readonly params: Params; readonly inputs: readonly InputFile[] }
  | {
      readonly state: 'unfit'
      readonly problems: readonly ParamProblem[]
      readonly error: ErrorReport | null
    }

export async function checkSubmission(engine: Engine, job: JobSpec, raw: Params): Promise<Checked> {
  const problems = checkNames(job.params, raw)
  if (problems.length > 0) return { state: 'unfit', problems, error: null }
  const unkept = checkKeepable(raw)
  if (unkept.length > 0) return { state: 'unfit', problems: unkept, error: null }
  const params = withAbsolutePaths(job.params, raw)
  // Reading the inputs needs no Python: both go on at once. A missing file is told first, since Python would only
  // find the same with other words.
  const [inputs, validation] = await Promise.allSettled([
    readInputs(job.params, params),
    engine.validate(job, params),
  ])
  if (inputs.status === 'rejected') return unfit(inputs.reason)
  if (validation.status === 'rejected') return unfit(validation.reason)
  if (validation.value.problems.length > 0) {
    return { state: 'unfit', problems: validation.value.problems, error: null }
  }
  // A short text can stand for a long list.
  const grown = checkKeepable(validation.value.params)
  if (grown.length > 0) return { state: 'unfit', problems: grown, error: null }
  return { state: 'fit', params: validation.value.params, inputs: inputs.value }
}

/** What the job would refuse; whether the files are there shows when they are read. */
export async function checkParams(
  engine: Engine,
  job: JobSpec,
  raw: Params,
): Promise<readonly ParamProblem[]> {
  const problems = checkNames(job.params, raw)
  if (problems.length > 0) return problems
  return (await engine.validate(job, withAbsolutePaths(job.params, raw))).problems
}

/** Names that do not exist, with the near one, and names that are missing. */
export function checkNames(schema: ParamsSchema, params: Params): readonly ParamProblem[] {
  const known = Object.keys(schema.properties)
  const unknown = Object.keys(params).filter((name) => !Object.hasOwn(schema.properties, name))
  const missing = schema.required.filter((name) => !Object.hasOwn(params, name))
  // A misspelt name is not missed a second time under its right one.
  const meant = new Set(unknown.map((name) => nearest(name, known)))
  return [
    ...unknown.map((name) => ({ field: name, message: text.unknownParameter(nearest(name, known), known) })),
    ...missing
      .filter((name) => !meant.has(name))
      .map((name) => ({ field: name, message: text.missingParameter })),
  ]
}

function unfit(reason: unknown): Checked {
  const error = reportOf(reason)
  const problems = error.field === undefined ? [] : [{ field: error.field, message: error.message }]
  return { state: 'unfit', problems, error }
}
