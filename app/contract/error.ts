/** An error as a value: what happened, what to do, and, folded away, where. */
import { z } from 'zod'

/**
 * Who has to act: `usage`/`parameters` the caller, `trust` the user, who has not agreed to execute that file, `input` whoever made the file, `output` whoever owns the
 * folder, `job` the job's author, `runtime` the installation, `memory` the machine, `timeout` whoever set the limit,
 * `crash` the job's author or a package of his, `cluster` whoever runs the scheduler, `internal` us.
 */
export const ErrorKind = z.enum([
  'usage',
  'parameters',
  'trust',
  'input',
  'output',
  'job',
  'result',
  'runtime',
  'memory',
  'timeout',
  'crash',
  'cluster',
  'internal',
])
export type ErrorKind = z.infer<typeof ErrorKind>

/** Why it happened, where that can be told: by a rule of `gilder.causes`, or by whoever ended the run. */
export const Cause = z.object({
  /** Of the table in docs/errors.md. */
  id: z.string(),
  /** `certain` when nothing else can be meant. */
  certainty: z.enum(['certain', 'likely']),
  /** One sentence; none where the message leaves nothing to explain. */
  text: z.string().optional(),
})
export type Cause = z.infer<typeof Cause>

export const ErrorReport = z.object({
  kind: ErrorKind,
  /** One sentence: what is wrong, in the words of whoever found it. */
  message: z.string(),
  cause: Cause.optional(),
  /** One sentence: what to do about it. */
  hint: z.string().optional(),
  /** The parameter it is about. */
  field: z.string().optional(),
  /** Python's exception class. */
  type: z.string().optional(),
  /** The line of the user's own file that raised. */
  line: z
    .object({
      file: z.string(),
      number: z.number(),
      text: z.string(),
      /** Where in the line of the file, from 1, when that is known and not all of it. */
      column: z.number().optional(),
      /** The part of `text` that it is about: from the first of these characters up to the second. */
      mark: z.tuple([z.number(), z.number()]).optional(),
    })
    .optional(),
  traceback: z.string().optional(),
})
export type ErrorReport = z.infer<typeof ErrorReport>

/** The same as an exception, for code that has to stop. */
export class GilderError extends Error {
  readonly report: ErrorReport
  constructor(report: ErrorReport) {
    super(report.message)
    this.name = 'GilderError'
    this.report = report
  }
}

/** Even of what has no text form. */
function wordsOf(thrown: unknown): string {
  try {
    return String(thrown)
  } catch {
    return 'Something that has no text form was thrown.'
  }
}

/** Whatever was thrown, as a report; anything not ours is a fault of ours and says so. */
export function reportOf(thrown: unknown): ErrorReport {
  if (thrown instanceof GilderError) return thrown.report
  const error = thrown instanceof Error ? thrown : new Error(wordsOf(thrown))
  return {
    kind: 'internal',
    message: error.message,
    type: error.name,
    ...(error.stack === undefined ? {} : { traceback: error.stack }),
  }
}
