/** A sweep: one job at many points, as one run whose result is a table. */
import { z } from 'zod'

/** What makes a sweep of a submission; the values are texts, as a flag or a field has them. */
export const SweepRequest = z.strictObject({
  /** `name=values` each: `lr=0.1,0.01`, `k=2:10:2`. */
  axes: z.array(z.string().max(100_000)).min(1).max(50),
  /** So many points drawn at random, in place of every combination. */
  samples: z.number().int().positive().nullable().default(null),
  /** Of the drawing; the same seed draws the same points. */
  seed: z.number().int().default(0),
  /** Points under way at once; null leaves it to the machine. */
  parallel: z.number().int().positive().nullable().default(null),
  /** `loss:min`, `score:max`, or a metric whose better direction its name says. */
  best: z.string().max(200).nullable().default(null),
})
export type SweepRequest = z.infer<typeof SweepRequest>

/** `sweep.json` in the folder of the sweep's run. */
export const SweepRecord = z.object({
  version: z.literal(1),
  request: SweepRequest,
  /** What is swept, in the order of the columns. */
  names: z.array(z.string()),
  points: z.array(z.record(z.string(), z.unknown())),
})
export type SweepRecord = z.infer<typeof SweepRecord>

/** A line of `points.jsonl` beside it: the run of a point. */
export const SweepPoint = z.object({ index: z.number().int().nonnegative(), run: z.string() })
export type SweepPoint = z.infer<typeof SweepPoint>
