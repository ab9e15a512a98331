/** What a request for a sweep comes to: its points, each of them checked as far as can be before the first one starts. */
import { GilderError } from '../../contract/error'
import type { JobSpec, ParamProblem } from '../../contract/job'
import type { SweepRecord, SweepRequest } from '../../contract/sweep'
import type { Params } from '../jobs/inputs'
import { text } from '../text'
import { type Axis, parseAxis } from './axis'
import { type Goal, parseGoal } from './best'
import { type Point, pointsOf } from './points'

export interface Design {
  readonly record: SweepRecord
  readonly goal: Goal | null
  /** Points in which every value occurs, for trying out what the job takes. */
  readonly probes: readonly Point[]
}

/** So many values of an axis are tried out before the start; those of longer ones at its ends and between. */
const PROBES = 200

/** Throws a GilderError of kind `parameters`. */
export function designSweep(job: JobSpec, params: Params, request: SweepRequest): Design {
  const axes = request.axes.map((given) => parseAxis(given, job))
  const names = axes.map(({ name }) => name)
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) !== index || Object.hasOwn(params, name))
      throw new GilderError(text.sweepTwice(name))
  }
  const { samples, seed } = request
  const points = pointsOf(axes, samples === null ? null : { samples, seed })
  return {
    record: { version: 1, request, names, points: points.map((point) => ({ ...point })) },
    goal: request.best === null ? null : parseGoal(request.best),
    probes: probesOf(axes),
  }
}

/** The problems of the first few points that the job would refuse, each said once. */
export async function tryOut(
  { probes }: Design,
  check: (point: Point) => Promise<readonly ParamProblem[]>,
): Promise<readonly ParamProblem[]> {
  const found = new Map<string, ParamProblem>()
  for (const point of probes) {
    for (const problem of await check(point)) found.set(`${problem.field}: ${problem.message}`, problem)
    if (found.size >= 10) break
  }
  return [...found.values()]
}

function probesOf(axes: readonly Axis[]): readonly Point[] {
  const tried = axes.map((axis) => ({ name: axis.name, values: spread(axis) }))
  const count = Math.max(...tried.map(({ values }) => values.length))
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries(tried.map(({ name, values }) => [name, values[index % values.length]])),
  )
}

function spread(axis: Axis): readonly unknown[] {
  if (axis.kind === 'between') return [axis.from, axis.to]
  const { values } = axis
  if (values.length <= PROBES) return values
  const step = (values.length - 1) / (PROBES - 1)
  return Array.from({ length: PROBES }, (_, index) => values[Math.round(index * step)])
}
