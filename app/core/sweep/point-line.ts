/** The line a sweep's log has for a point that has ended. */
import type { EngineEvent } from '../../contract/run'
import type { Row } from './table'

export function pointLine(row: Row, index: number, total: number, at: number): EngineEvent {
  const where = Object.entries(row.point)
    .map(([name, value]) => `${name}=${shown(value)}`)
    .join(' ')
  const line = {
    at,
    level: row.state === 'done' ? 'info' : 'warning',
    text: `${index + 1}/${total} ${where}: ${end(row)}`,
  } as const
  return { type: 'log', lines: [line], leftOut: { lines: 0, bytes: 0 } }
}

function end({ state, seconds, metrics, error }: Row): string {
  const time = seconds === null ? '' : ` (${seconds.toFixed(1)} s)`
  if (state !== 'done') return `${state}${time}${error === null ? '' : `: ${error.message}`}`
  const said = [...metrics].map(([name, value]) => `${name} ${Number(value.toPrecision(6))}`).join(', ')
  return `${said === '' ? 'done' : said}${time}`
}

const shown = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))
