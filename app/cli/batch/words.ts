/** What became of the orders of a batch, for a person and for a program. */
import type { ErrorReport } from '../../contract/error'
import type { RunState } from '../../contract/run'
import type { Line, ResultLine } from '../json-line'
import { table } from '../terminal/table'

export interface Ended {
  readonly line: number
  readonly name: string | null
  readonly job: string
  readonly run: string | null
  readonly folder: string | null
  readonly state: RunState | 'refused'
  readonly seconds: number | null
  readonly error: ErrorReport | null
  readonly results: readonly ResultLine[]
}

export const endedLine = (end: Ended): Line => ({ type: 'ended', ...end })

export function endedWords({ line, name, job, state, seconds, error }: Ended): string {
  const time = seconds === null ? '' : ` in ${seconds.toFixed(1)} s`
  const why = error === null ? '' : `: ${error.message}`
  return `line ${line}, ${name ?? job}: ${state}${time}${why}`
}

/** In the order of the file, whatever ended first. */
export function summary(ended: readonly Ended[], total: number, columns: number): string {
  const rows = [...ended]
    .sort((a, b) => a.line - b.line)
    .map(({ line, name, job, state, seconds, run }) => [
      String(line),
      name ?? job,
      state,
      seconds === null ? '' : seconds.toFixed(1),
      run ?? '',
    ])
  const heads = [
    { name: 'line', right: true },
    { name: 'order', right: false },
    { name: 'state', right: false },
    { name: 'seconds', right: true },
    { name: 'run', right: false },
  ]
  const done = ended.filter(({ state }) => state === 'done').length
  const open = total - ended.length
  const rest = open === 0 ? '' : `, ${open} not started`
  return `${table(heads, rows, columns)}\n\n${done} of ${total} done${rest}.\n`
}
