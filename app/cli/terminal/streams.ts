/** Where text goes: the result to standard output, everything said to a person to standard error. */
import type { Output } from './output'

export interface Screen {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether standard error is a terminal that a line can be rewritten on. */
  readonly live: boolean
  /** Columns of standard output. */
  readonly columns: number
  /** Resolves when everything said has left the process; throws a GilderError when the result could not. */
  readonly flush: () => Promise<void>
}

/** Without a terminal there is no width to ask for. */
const USUAL_COLUMNS = 100

export function openScreen(output: Output): Screen {
  const { stderr } = process
  stderr.on('error', () => {})
  const { columns } = output
  const drained = (): Promise<void> =>
    new Promise((resolve) => {
      if (stderr.destroyed || stderr.writableEnded) resolve()
      else stderr.write('', () => resolve())
    })
  return {
    out: (text) => output.write(text),
    err: (text) => void stderr.write(text),
    live: stderr.isTTY === true && process.env.TERM !== 'dumb',
    columns: columns !== null && columns > 20 ? columns : USUAL_COLUMNS,
    flush: async () => {
      await drained()
      await output.flush()
    },
  }
}
