/** Earlier runs as a table. */
import type { Run } from '../../contract/run'
import { durationText, momentText } from './number'
import { type Column, table } from './table'
import { fit } from './width'

const COLUMNS: readonly Column[] = [
  { name: 'run', right: false },
  { name: 'state', right: false },
  { name: 'made', right: false },
  { name: 'took', right: true },
  { name: 'parameters', right: false },
]
/** As many as stand beside the rest. */
const PARAMETERS = 48
const LEAST_PARAMETERS = 12
const REST = 90

export function historyText(runs: readonly Run[], columns: number): string {
  if (runs.length === 0) return ''
  const room = Math.min(PARAMETERS, Math.max(LEAST_PARAMETERS, columns - REST))
  const rows = runs.map((run) => [
    run.id,
    run.pinned ? `${run.state} *` : run.state,
    momentText(run.created),
    durationText(run.seconds),
    fit(parametersText(run.params), room),
  ])
  return `${table(COLUMNS, rows, columns)}\n${runs.some(({ pinned }) => pinned) ? '* pinned\n' : ''}`
}

const parametersText = (params: Run['params']): string =>
  Object.entries(params)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ')
