/** The user's own jobs: the places he has named, the files in them, and how far each could be read. */
import { z } from 'zod'
import { ErrorReport } from './error'
import { JobSpec } from './job'

/**
 * `reading`: it is being described for the first time. `broken`: it could not be described as it is now. `untrusted`: it
 * is not executed before somebody agrees to what is in it now. `missing`: it is not where it was.
 */
export const OwnState = z.enum(['reading', 'ready', 'broken', 'untrusted', 'missing'])
export type OwnState = z.infer<typeof OwnState>

export const OwnFile = z.object({
  /** Absolute. */
  file: z.string(),
  state: OwnState,
  /** Of one that is not ready: its last good form, which cannot be run until the file is good again. */
  jobs: z.array(JobSpec),
  /** What is wrong; of a ready one, with a part of it. */
  error: ErrorReport.nullable(),
})
export type OwnFile = z.infer<typeof OwnFile>

export const OwnPlace = z.object({
  /** `standard`: `jobs/` in the data folder. `added`: a folder. `opened`: single files, the newest first. */
  kind: z.enum(['standard', 'added', 'opened']),
  /** Absolute; of `opened` empty. */
  folder: z.string(),
  /** Whether the folder can be read. */
  there: z.boolean(),
  files: z.array(OwnFile),
})
export type OwnPlace = z.infer<typeof OwnPlace>
