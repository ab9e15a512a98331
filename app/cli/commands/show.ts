import { isFinished, type Run } from '../../contract/run'
import { findRun } from '../../core/archive/find'
import { exitCodes } from '../exit-code'
import { jsonLine, type ResultLine } from '../json-line'
import { readResults } from '../results'
import { runText } from '../terminal/run-text'
import type { Context } from './context'

/** Lines of the log that say how it ended. */
const LAST_LINES = 20

/** --show */
export async function show({ core, shared, screen }: Context, name: string): Promise<number> {
  const id = await findRun(core.store, core.history, name)
  const run = await core.store.look(id)
  const folder = core.store.folder(id)
  const [results, log] = await Promise.all([resultsOf(folder, run), core.jobs.log(id)])
  const tail = log.slice(-LAST_LINES)
  if (shared.json) screen.out(jsonLine({ type: 'show', run, folder, results, log: tail }))
  else
    screen.out(runText({ run, folder, results, log: tail, more: log.length > tail.length }, screen.columns))
  return exitCodes.ok
}

/** What somebody has deleted from the folder since is no reason to say nothing about the run. */
async function resultsOf(folder: string, run: Run): Promise<readonly ResultLine[]> {
  if (!isFinished(run.state)) return []
  const each = run.results.map((artifact) => readResults(folder, [artifact]).catch(() => []))
  return (await Promise.all(each)).flat()
}
