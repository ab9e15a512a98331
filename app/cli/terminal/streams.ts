/** Where text goes: the result to standard output, everything said to a person to standard error. */
import type { Writable } from 'node:stream'

export interface Screen {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether standard error is a terminal that a line can be rewritten on. */
  readonly live: boolean
  /** Columns of standard output. */
  readonly columns: number
  /** Resolves when everything written has left the process. */
  readonly flush: () => Promise<void>
}

/** Without a terminal there is no width to ask for. */
const USUAL_COLUMNS = 100

export function openScreen(onReaderGone: () => void): Screen {
  let gone = false
  const { stdout, stderr } = process
  stdout.on('error', () => {
    // The reader has seen enough (`| head`): that is not an error.
    gone = true
    onReaderGone()
  })
  stderr.on('error', () => {})
  return {
    out: (text) => {
      if (!gone) stdout.write(text)
    },
    err: (text) => void stderr.write(text),
    live: stderr.isTTY === true && process.env.TERM !== 'dumb',
    columns: stdout.isTTY && stdout.columns > 20 ? stdout.columns : USUAL_COLUMNS,
    flush: async () => {
      await Promise.all([gone ? null : drained(stdout), drained(stderr)])
    },
  }
}

const drained = (stream: Writable): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) resolve()
    else stream.write('', () => resolve())
  })
