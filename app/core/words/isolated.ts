/** How a process of a job's own can end, and what it can do wrong. */
import type { Cause, ErrorReport } from '../../contract/error'
import { gigabytes } from './phrases'

/** Who ended a process that gave no answer. */
export type Culprit = 'fault' | 'exit' | 'kill' | 'order' | 'unknown'

const culprits: Readonly<Record<Culprit, { readonly cause: Cause; readonly hint: string }>> = {
  fault: {
    cause: {
      id: 'crash',
      certainty: 'likely',
      text: 'The fault is in the job or in a package it uses; Gilder and the other runs are not affected.',
    },
    hint: 'Run it again. If it crashes at the same line, give that line other data, or show the error to the author.',
  },
  exit: {
    cause: {
      id: 'exited',
      certainty: 'certain',
      text: 'The job, or a package it uses, ended its own process; Gilder and the other runs are not affected.',
    },
    hint: 'Look at the end of its log. A job comes to its end by return, or by an exception.',
  },
  kill: {
    cause: {
      id: 'killed',
      certainty: 'likely',
      text: 'If nobody did that by hand, the system was probably out of memory.',
    },
    hint: 'Give the job less data, or close other programs.',
  },
  order: {
    cause: {
      id: 'told-to-end',
      certainty: 'certain',
      text: 'Another program, or the system, told its process to end.',
    },
    hint: 'Run it again, unless that was you.',
  },
  unknown: {
    cause: { id: 'ended-unseen', certainty: 'certain', text: 'Nobody saw how its process ended.' },
    hint: 'Look at the end of its log, and run it again: if it crashes by itself, it then says how.',
  },
}

export const isolatedWords = {
  crashed: (how: string, by: Culprit): ErrorReport => ({
    kind: 'crash',
    message: `The job's process crashed: ${how}.`,
    ...culprits[by],
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
    cause: { id: 'memory-limit', certainty: 'certain' },
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
