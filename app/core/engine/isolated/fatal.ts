/** What Python's faulthandler writes to standard error when a process dies in the middle of C code. */
import { readFileSync } from 'node:fs'
import type { ErrorReport } from '../../../contract/error'

const FATAL = 'Fatal Python error: '
const LONGEST = 64 * 1024
const LONGEST_SOURCE = 4 * 1024 * 1024

/** From "Fatal Python error: …" on, of the last one, without the frames of ours; null when there is none. */
export function fatalTraceback(words: string, own: string): string | null {
  const at = words.lastIndexOf(FATAL)
  if (at < 0) return null
  // Behind it stands which modules are compiled, a line as long as a page.
  const [told = ''] = words.slice(at).split('\nExtension modules: ')
  const threads = told.trim().split('\n\n')
  const theirs = threads.filter((thread) => !thread.includes('worker/orders.py", line'))
  const rows = theirs.join('\n\n').split('\n')
  const isOwn = (row: string): boolean =>
    row.startsWith(`  File "${own}`) || row.startsWith('  File "<string>", line 1 in <module>')
  return rows
    .filter((row) => !isOwn(row))
    .join('\n')
    .slice(0, LONGEST)
}

/** What ended the process, in the words of the traceback; null when it wrote none, or none about a signal. */
export function fatalSignal(words: string): NodeJS.Signals | null {
  const told = words.slice(words.lastIndexOf(FATAL))
  return told.startsWith(FATAL) ? (signals[told.slice(FATAL.length).split('\n', 1)[0] ?? ''] ?? null) : null
}

const signals: Readonly<Record<string, NodeJS.Signals>> = {
  'Segmentation fault': 'SIGSEGV',
  Aborted: 'SIGABRT',
  'Bus error': 'SIGBUS',
  'Floating point exception': 'SIGFPE',
  'Illegal instruction': 'SIGILL',
}

/** The innermost line of the user's file, in the thread that died. */
export function lineIn(traceback: string, file: string): NonNullable<ErrorReport['line']> | null {
  // Threads stand one after the other; the current one is marked, and its newest frame stands first.
  const current = /^Current thread [^\n]*\n((?: {2}[^\n]*\n?)*)/m.exec(traceback)?.[1] ?? traceback
  for (const row of current.split('\n')) {
    const [, path, number] = /^ {2}File "(.*)", line (\d+) in /.exec(row) ?? []
    if (path === file && number !== undefined) {
      return { file, number: Number(number), text: sourceLine(file, Number(number)) }
    }
  }
  return null
}

function sourceLine(file: string, number: number): string {
  try {
    const source = readFileSync(file, 'utf8')
    if (source.length > LONGEST_SOURCE) return ''
    return (source.split('\n')[number - 1] ?? '').trim().slice(0, 500)
  } catch {
    return ''
  }
}
