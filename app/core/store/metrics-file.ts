/** `metrics.jsonl`: what a run measured, a JSON object for each point. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { Measured, type MetricPoint, type MetricPoints } from '../../contract/run'

export const METRICS = 'metrics.jsonl'

const PIECE = 10_000

const Line = z.object({
  name: z.string(),
  step: z.number(),
  value: Measured,
  at: z.number(),
  /** How many had been measured by then, when some before this one were left out. */
  total: z.number().int().optional(),
})

/** `before` is how many had been measured before these. */
export function metricLines({ name, points, total }: MetricPoints, before: number): string {
  const whole = total === before + points.length
  const last = points.length - 1
  return points
    .map(([step, value, at], index) => {
      const line = { name, step, value, at, ...(whole || index < last ? {} : { total }) }
      return `${JSON.stringify(line)}\n`
    })
    .join('')
}

/** Gives on the points in pieces, so that a file of any size can be read. Empty where there is none. */
export async function* readMetrics(folder: string): AsyncGenerator<readonly MetricPoints[]> {
  const totals = new Map<string, number>()
  let piece = new Map<string, MetricPoint[]>()
  let count = 0
  const told = (): MetricPoints[] =>
    [...piece].map(([name, points]) => ({ name, points, total: totals.get(name) ?? points.length }))
  const source = createReadStream(join(folder, METRICS), 'utf8')
  try {
    for await (const row of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
      // The last line may be cut off by a crash, and is then of no use.
      const parsed = Line.safeParse(json(row))
      if (!parsed.success) continue
      const { name, step, value, at, total } = parsed.data
      totals.set(name, total ?? (totals.get(name) ?? 0) + 1)
      const points = piece.get(name) ?? []
      if (points.length === 0) piece.set(name, points)
      points.push([step, value, at])
      count += 1
      if (count % PIECE !== 0) continue
      yield told()
      piece = new Map()
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  if (piece.size > 0) yield told()
}

function json(row: string): unknown {
  try {
    return JSON.parse(row)
  } catch {
    return null
  }
}
