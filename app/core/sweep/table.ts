/** The result of a sweep: parameters × metrics, a row for each point, the best one marked. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ErrorReport } from '../../contract/error'
import type { Artifact, Cell, TablePreview } from '../../contract/result'
import type { RunState } from '../../contract/run'
import { writeDurably } from '../store/atomic'
import { exact } from '../store/record'
import { bestOf, type Goal, usualGoal } from './best'
import type { Point } from './points'

export interface Row {
  readonly point: Point
  /** Null before it has been started. */
  readonly run: string | null
  readonly state: RunState | 'open' | 'refused'
  readonly seconds: number | null
  readonly metrics: ReadonlyMap<string, number>
  readonly error: ErrorReport | null
}

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** What the mark stands for; null when no metric has a better direction. */
  readonly goal: Goal | null
}

/** So many rows a preview shows; the files have them all. */
const SHOWN = 1000

export function tableOf(names: readonly string[], rows: readonly Row[], asked: Goal | null): Table {
  const metrics = [...new Set(rows.flatMap((row) => [...row.metrics.keys()]))]
  const goal = asked ?? usualGoal(metrics)
  const best =
    goal === null
      ? null
      : bestOf(
          rows.map((row) => row.metrics.get(goal.metric) ?? null),
          goal.better,
        )
  const cells = rows.map((row, index): readonly Cell[] => [
    index === best ? 'best' : '',
    ...names.map((name) => cellOf(row.point[name])),
    ...metrics.map((metric) => cellOf(row.metrics.get(metric) ?? null)),
    row.seconds === null ? null : Number(row.seconds.toFixed(3)),
    row.state,
    row.run ?? '',
    row.error?.message ?? '',
  ])
  return { columns: ['best', ...names, ...metrics, 'seconds', 'state', 'run', 'error'], rows: cells, goal }
}

/** Into the folder of the sweep's run, each file whole or not at all. */
export async function writeTable(folder: string, { columns, rows, goal }: Table): Promise<Artifact> {
  await mkdir(join(folder, 'results'), { recursive: true })
  const csv = [columns, ...rows].map((row) => row.map(field).join(',')).join('\r\n')
  const records = rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])))
  const numeric = columns.map((_, index) => rows.some((row) => typeof row[index] === 'number'))
  const preview: TablePreview = {
    kind: 'table',
    columns: columns.map((name, index) => ({
      name,
      dtype: numeric[index] ? 'float64' : 'str',
      numeric: numeric[index] ?? false,
    })),
    rows: rows.slice(0, SHOWN).map((row) => [...row]),
    total: rows.length,
  }
  const put = async (name: string, content: string): Promise<number> => {
    await writeDurably(join(folder, 'results', name), content)
    return Buffer.byteLength(content)
  }
  const files = [
    { path: 'results/sweep.csv', format: 'csv', bytes: await put('sweep.csv', `${csv}\r\n`) },
    {
      path: 'results/sweep.json',
      format: 'json',
      bytes: await put('sweep.json', `${JSON.stringify(records, exact)}\n`),
    },
  ]
  await put('sweep.preview.json', JSON.stringify(preview, exact))
  const label =
    goal === null
      ? 'Sweep'
      : `Sweep, best by the ${goal.better === 'lower' ? 'lowest' : 'highest'} ${goal.metric}`
  return { name: 'sweep', label, kind: 'table', files, preview: 'results/sweep.preview.json' }
}

/** A cell holds what JSON and a spreadsheet can: lists and objects become their JSON text. */
function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return value.toString()
  return JSON.stringify(value, exact)
}

/** A field of RFC 4180. */
function field(cell: Cell): string {
  if (cell === null) return ''
  const said = String(cell)
  return /[",\r\n]/.test(said) ? `"${said.replaceAll('"', '""')}"` : said
}
