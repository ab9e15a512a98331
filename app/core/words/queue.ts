/** Why a run waits, and what cannot be done with it in its state. */
import type { ErrorReport } from '../../contract/error'
import { megabytes, span } from './phrases'

export const queueWords = {
  runHasBegun: (id: string): ErrorReport => ({
    kind: 'usage',
    message: `The run "${id}" has begun already.`,
    hint: 'Its place in the queue counts no more; it can be cancelled.',
  }),
  runHasEnded: (id: string): ErrorReport => ({
    kind: 'usage',
    message: `The run "${id}" has ended.`,
    hint: 'Retry it: that makes a new run with the same parameters.',
  }),
  impossibleStep: (id: string, state: string, event: string): ErrorReport => ({
    kind: 'internal',
    message: `The run "${id}" is ${state}, so that it cannot become ${event}.`,
    hint: 'This is a fault in Gilder: please report it.',
  }),
  notWaiting: (id: string): ErrorReport => ({
    kind: 'usage',
    message: `The run "${id}" does not wait in this queue.`,
    hint: 'Only a waiting run has a place that another can be moved to.',
  }),
  noCheckpoint: (run: string): ErrorReport => ({
    kind: 'usage',
    message: `The run ${run} has kept no checkpoint to go on from.`,
    hint: 'Run it again from the beginning; a job keeps one with checkpoint().',
  }),
  jobHasChanged: (file: string): ErrorReport => ({
    kind: 'input',
    message: `The job file ${file} has changed since this run, or is not there any more.`,
    hint: 'Run the file as it is now, from the command line.',
  }),
  outOfTime: (seconds: number): ErrorReport => ({
    kind: 'timeout',
    message: `The job was stopped because it ran for longer than its limit of ${span(seconds)}.`,
    cause: { id: 'time-limit', certainty: 'certain' },
    hint: 'Give it a higher limit, or less to do.',
  }),
  waitsForMemory: (free: number, wanted: number): string =>
    `Waits for memory: ${megabytes(free)} are free, and another run starts when ${megabytes(wanted)} are.`,
  stuckThreads: (count: number): string =>
    count === 1
      ? '1 thread is still busy with a job that does not stop; until it ends, other jobs run in processes of their own.'
      : `${count} threads are still busy with jobs that do not stop; until they end, other jobs run in processes of their own.`,
  predecessorNotDone: (title: string, state: string): string =>
    `Held, because the run it was to follow, ${title}, is ${state} instead of done.`,
  predecessorGone: 'Held, because the run it was to follow is not there any more.',
  queueFileDamaged: (file: string, aside: string): ErrorReport => ({
    kind: 'output',
    message: `The file ${file} with the settings of the queue was damaged.`,
    hint: `The queue has its usual settings again; the damaged file is kept as ${aside}.`,
  }),
  queueFileNewer: (file: string): ErrorReport => ({
    kind: 'output',
    message: `The file ${file} with the settings of the queue was written by a newer version of Gilder.`,
    hint: 'The queue has its usual settings, and changes of them are not kept: use the newer Gilder.',
  }),
  queueFileUnreadable: (file: string, why: string): ErrorReport => ({
    kind: 'output',
    message: `The file ${file} with the settings of the queue cannot be read: ${why}.`,
    hint: 'The queue has its usual settings; check the rights of the file.',
  }),
  queueFileUnwritable: (file: string, why: string): ErrorReport => ({
    kind: 'output',
    message: `The state of the queue cannot be kept in ${file}: ${why}.`,
    hint: 'What was changed counts until Gilder ends; make room or check the rights of the folder.',
  }),
  commandRefused: {
    kind: 'usage',
    message: 'The settings of the queue stay as they were, because the command was not agreed to.',
    hint: 'Choose something else for the end of the queue, or agree to the command.',
  } satisfies ErrorReport as ErrorReport,
  commandFailed: (command: string, why: string): ErrorReport => ({
    kind: 'usage',
    message: `The command for the end of the queue did not work: ${why}.`,
    hint: `Correct it in the settings of the queue: ${command}`,
  }),
} as const
