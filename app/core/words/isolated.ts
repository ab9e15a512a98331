/** How a process of a job's own can end, and what it can do wrong. */
import type { ErrorReport } from '../../contract/error'
import { gigabytes } from './phrases'

export const isolatedWords = {
  crashed: (how: string, by: 'itself' | 'others' | 'unknown'): ErrorReport => ({
    kind: 'crash',
    message: `The job's process crashed: ${how}.`,
    hint: {
      itself: 'The fault is in the job or in a package it uses; Gilder and the other runs are not affected.',
      others:
        'If nobody did that by hand, the system was out of memory: give the job less data, or close other programs.',
      unknown: 'Look at the end of its log, and run it again: if it crashes by itself, it then says how.',
    }[by],
  }),
  workerDoesNotStart: (why: string): ErrorReport => ({
    kind: 'runtime',
    message: `The process for the job did not start: ${why}.`,
    hint: 'Install the Python runtime again, or unset GILDER_RUNTIME if it names another one.',
  }),
  workersDie: (last: ErrorReport): ErrorReport => ({
    ...last,
    message: `Three processes for jobs have died at their start within five minutes, so no more are started. ${last.message}`,
    hint: `${last.hint ?? ''} Then start Gilder again, or choose to try again.`.trim(),
  }),
  tooMuchMemory: (held: number, limit: number): ErrorReport => ({
    kind: 'memory',
    message: `The job held ${gigabytes(held)} of memory, and its limit is ${gigabytes(limit)}.`,
    hint: 'Raise the limit, or run the job on less data.',
  }),
  doesNotStop:
    'The job does not stop. Its run is over, but its code goes on inside of Gilder until it comes to its end, or Gilder does.',
  notResponding: (seconds: number): string =>
    `The job's process has not answered for ${seconds} s: it may be inside a long computation, or stopped. Cancel ends it.`,
  tooSlow: (file: string, seconds: number): ErrorReport => ({
    kind: 'job',
    message: `${file} was not imported within ${seconds} s.`,
    hint: 'Put what takes long into the function of the job: what stands at the top level runs at every import.',
  }),
  noPlacement: (placement: string): ErrorReport => ({
    kind: 'usage',
    message: `This Gilder cannot run jobs in the placement "${placement}".`,
    hint: 'Choose another one.',
  }),
} as const
