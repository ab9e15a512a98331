/** The run that somebody names on a command line: by its name, the beginning of it, or as the last one. */
import { GilderError } from '../../contract/error'
import type { History } from '../index/history'
import { nearest } from '../near'
import { isRunId } from '../store/run-id'
import type { RunStore } from '../store/store'
import { text } from '../text'

const SHOWN = 4
/** A slip of the keys is looked for among these only: it is mostly a recent run that is meant. */
const RECENT = 200

export async function findRun(store: RunStore, history: History, name: string): Promise<string> {
  // Known without asking an index that may have to be made first.
  if (isRunId(name) && (await store.has(name))) return name
  await history.whole()
  const recent = await history.ask((table) => table.page([], null, RECENT))
  if (name === 'last') {
    const newest = recent[0]
    if (newest === undefined) throw new GilderError(text.noRunYet)
    return newest.id
  }
  const found = name === '' ? [] : await history.ask((table) => table.named(name, SHOWN + 1))
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  if (found.length > 1) throw new GilderError(text.severalRuns(name, found.slice(0, SHOWN)))
  throw new GilderError(
    text.noSuchRun(
      name,
      nearest(
        name,
        recent.map(({ id }) => id),
      ),
    ),
  )
}
