/** The single numbers among the results of a run. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ValuePreview } from '../../contract/result'
import type { Run } from '../../contract/run'

/** Empty for a run that is not done. */
export async function metricsOf(run: Run, folder: string): Promise<ReadonlyMap<string, number>> {
  if (run.state !== 'done') return new Map()
  const found = run.results
    .filter(({ kind }) => kind === 'value')
    .map(async ({ name, preview }) => {
      const content = await readFile(join(folder, ...preview.split('/')), 'utf8').catch(() => 'null')
      const parsed = ValuePreview.safeParse(JSON.parse(content))
      const value = parsed.success ? numberOf(parsed.data.value) : null
      return value === null ? [] : [[name, value] as const]
    })
  return new Map((await Promise.all(found)).flat())
}

/** JSON has no word for infinities: they come as text. */
function numberOf(value: string | number | boolean | null): number | null {
  if (typeof value === 'number') return value
  if (value === 'inf' || value === 'Infinity') return Number.POSITIVE_INFINITY
  if (value === '-inf' || value === '-Infinity') return Number.NEGATIVE_INFINITY
  return null
}
