/** The end of a process that gave no answer, in words: what ended it, where the user's code was, its last words. */
import { basename } from 'node:path'
import type { ErrorReport } from '../../../contract/error'
import { text } from '../../text'
import type { Culprit } from '../../words/isolated'
import { fatalSignal, fatalTraceback, lineIn } from './fatal'
import type { Exit } from './process'

export interface Ended {
  readonly exit: Exit
  /** The last of what it wrote to standard error. */
  readonly lastWords: string
  /** The job's file. */
  readonly file: string
  /** Where our own Python code is, which nobody wants to see in a traceback. */
  readonly own: string
}

/** What is kept of the last words in a report. */
const TOLD_LINES = 30

export function crashReport({ exit, lastWords, file, own }: Ended): ErrorReport {
  const traceback = fatalTraceback(lastWords, own)
  const known = exit.why === null ? exit : { ...exit, signal: fatalSignal(lastWords) }
  const line = traceback === null ? null : lineIn(traceback, file)
  const place = line === null ? '' : `, at line ${line.number} of ${basename(file)}`
  const told = traceback ?? lastLines(lastWords)
  return {
    ...text.crashed(`${howItEnded(known)}${place}`, culpritOf(known)),
    ...typeOf(known),
    ...(line === null ? {} : { line }),
    ...(told === '' ? {} : { traceback: told }),
  }
}

/** Before it could take an order: then it is not the job that is at fault. */
export function startReport({ exit, lastWords }: Pick<Ended, 'exit' | 'lastWords'>): ErrorReport {
  const told = lastLines(lastWords)
  return {
    ...text.workerDoesNotStart(exit.why ?? howItEnded(exit)),
    ...(told === '' ? {} : { traceback: told }),
  }
}

export function howItEnded({ code, signal, why }: Exit): string {
  if (signal !== null) {
    const meaning = signals[signal]
    return `ended by ${signal}${meaning === undefined ? '' : ` (${meaning})`}`
  }
  if (why !== null) return why
  const status = code ?? 0
  const meaning = windows[status]
  return meaning === undefined
    ? `it ended with exit code ${status} before the job returned`
    : `ended by ${hex(status)} (${meaning})`
}

/** What others send or have made happen; all else a process brings upon itself. */
const sent: Readonly<Partial<Record<NodeJS.Signals | number, Culprit>>> = {
  SIGKILL: 'kill',
  SIGTERM: 'order',
  SIGHUP: 'order',
  SIGINT: 'order',
  SIGQUIT: 'order',
  3221225786: 'order',
  3221225495: 'kill',
}

function culpritOf({ code, signal, why }: Exit): Culprit {
  if (signal !== null) return sent[signal] ?? 'fault'
  if (why !== null) return 'unknown'
  const status = code ?? 0
  return windows[status] === undefined ? 'exit' : (sent[status] ?? 'fault')
}

/** None of an end that nobody has seen. */
function typeOf({ code, signal, why }: Exit): Pick<ErrorReport, 'type'> {
  if (signal !== null) return { type: signal }
  if (why !== null || code === null) return {}
  return { type: windows[code] !== undefined ? hex(code) : `exit code ${code}` }
}

const hex = (code: number): string => `0x${code.toString(16).toUpperCase()}`

function lastLines(words: string): string {
  return words.trim().split('\n').slice(-TOLD_LINES).join('\n')
}

const signals: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGSEGV: 'it used memory that is not its own',
  SIGBUS: 'it used memory that is not there',
  SIGABRT: 'it gave up by abort()',
  SIGFPE: 'an operation on numbers that the processor refuses',
  SIGILL: 'an instruction that this processor does not have',
  SIGKILL: 'killed from outside',
  SIGTERM: 'told to end from outside',
  SIGXCPU: 'its processor time was used up',
}

/** Status codes of Windows that processes end with. */
const windows: Readonly<Record<number, string>> = {
  3221225477: 'it used memory that is not its own',
  3221225725: 'its stack is full',
  3221225620: 'it divided a whole number by zero',
  3221225501: 'an instruction that this processor does not have',
  3221225786: 'closed from outside',
  3221226505: 'it gave up by abort()',
  3221225495: 'there is no memory left',
}
