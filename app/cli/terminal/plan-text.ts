/** What a run would be, as text. */
import type { Placement } from '../../contract/run'
import { sizeText } from '../../core/doctor/check'
import type { Foreseen } from '../json-line'
import { numberText } from './number'
import { plainLine } from './plain'
import { padEnd, width } from './width'

type Row = readonly [string, string]

export function planText(plan: Foreseen): string {
  const { job, title, params, inputs, sweep, placement, timeout, python, runs, out } = plan
  const files = new Set(inputs.map(({ param }) => param))
  const values = Object.entries(params)
    .filter(([name]) => !files.has(name))
    .map(
      ([name, value]): Row => [
        name,
        sweep?.names.includes(name) ? `swept, first ${valueText(value)}` : valueText(value),
      ],
    )
  const read = inputs.map(({ param, path, bytes }): Row => [param, `${path} (${sizeText(bytes)})`])
  const around: readonly Row[] = [
    ...(sweep === null ? [] : [['points', String(sweep.points)] as const]),
    ['runs', `${places[placement]}, with Python ${python}`],
    ...(timeout === null ? [] : [['timeout', `${timeout} s`] as const]),
    ['kept in', runs],
    ...(out === null ? [] : [['copied to', out] as const]),
  ]
  const widest = Math.max(...[...values, ...read, ...around].map(([name]) => width(name)))
  const block = (heading: string, rows: readonly Row[]): string => {
    const lines = rows.map(([name, value]) => `  ${padEnd(plainLine(name), widest)}  ${plainLine(value)}\n`)
    return rows.length === 0 ? '' : `\n${heading}\n${lines.join('')}`
  }
  return [
    `${job}: ${plainLine(title)}\n`,
    block('Parameters:', values),
    block('Inputs:', read),
    block('Run:', around),
    '\nNothing was run: this is what would be.\n',
  ].join('')
}

const places: Readonly<Record<Placement, string>> = {
  app: "in Gilder's own process",
  isolated: 'in a process of its own',
  cluster: 'on a cluster',
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'string') return value === '' ? '""' : value
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ')
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner))
}
