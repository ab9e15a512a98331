import { join } from 'node:path'
import { exitCodes } from '../exit-code'
import { jsonLine } from '../json-line'
import { historyText } from '../terminal/history-text'
import type { Context } from './context'

/** Runs asked for at a time; a reader of JSON lines gets the first ones soon. */
const PAGE = 500

export interface HistoryFlags {
  readonly query: string
  readonly limit: number
}

/** --history */
export async function history(
  { core, shared, screen, report }: Context,
  { query, limit }: HistoryFlags,
): Promise<number> {
  // A wrong query is told before an index is made.
  const runs = []
  await core.history.check(query)
  let before: string | null = null
  do {
    const page = await core.history.page({ query, before, limit: Math.min(PAGE, limit - runs.length) })
    if (shared.json)
      for (const run of page.runs)
        screen.out(jsonLine({ type: 'history', folder: join(core.layout.runs, run.id), ...run }))
    runs.push(...page.runs)
    before = page.next
  } while (before !== null && runs.length < limit)
  for (const problem of await core.history.problems()) report.problem(problem)
  if (shared.json) return exitCodes.ok
  screen.out(historyText(runs, screen.columns))
  if (shared.quiet) return exitCodes.ok
  if (runs.length === 0) screen.err(query.trim() === '' ? 'There are no runs yet.\n' : 'No run matches.\n')
  else if (before !== null) screen.err(`There are older ones; --limit ${limit * 10} shows more.\n`)
  return exitCodes.ok
}
