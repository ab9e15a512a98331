/** The single numbers among the results of a run, and the last of each that it measured on the way. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SheetPreview, ValuePreview } from '../../contract/result'
import type { Run } from '../../contract/run'

/** Empty for a run that is not done. */
export async function metricsOf(run: Run, folder: string): Promise<ReadonlyMap<string, number>> {
  if (run.state !== 'done') return new Map()
  const measured = run.metrics.flatMap(({ name, last }) => {
    const value = numberOf(last)
    return value === null ? [] : [[name, value] as const]
  })
  const found = run.results
    .filter(({ kind }) => kind === 'value' || kind === 'sheet')
    .map(async ({ name, preview }) => {
      const content = await readFile(join(folder, ...preview.split('/')), 'utf8').catch(() => 'null')
      const plain: unknown = JSON.parse(content)
      const one = ValuePreview.safeParse(plain)
      const several = SheetPreview.safeParse(plain)
      const rows = one.success ? [{ name, value: one.data.value }] : several.success ? several.data.rows : []
      return rows.flatMap((row) => {
        const value = numberOf(row.value)
        return value === null ? [] : [[row.name, value] as const]
      })
    })
  // What the job says in the end counts more than what it said on the way.
  return new Map([...measured, ...(await Promise.all(found)).flat()])
}

/** JSON has no word for infinities: they come as text. */
function numberOf(value: string | number | boolean | null): number | null {
  if (typeof value === 'number') return value
  if (value === 'inf' || value === 'Infinity') return Number.POSITIVE_INFINITY
  if (value === '-inf' || value === '-Infinity') return Number.NEGATIVE_INFINITY
  return null
}
