/** A query as SQL. Every value is bound, none is written into the text. Pure. */
import type { Term } from './query'

export interface Selection {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

/** How many places of the index's time go into one millisecond. */
export const PLACES = 1000

/** Newest first, those before the place `before`. */
export function selectRuns(terms: readonly Term[], before: number | null, limit: number): Selection {
  const words = matchOf(terms)
  const conditions: string[] = []
  const values: (string | number)[] = []
  const where = (condition: string, ...bound: readonly (string | number)[]): void => {
    conditions.push(condition)
    values.push(...bound)
  }
  // With words, the walk is along the list of words, which lies in the same order.
  const at = words === null ? 'runs.at' : 'words.rowid'
  if (words !== null) where('words MATCH ?', words)
  if (before !== null) where(`${at} < ?`, before)
  // A sweep stands for its points, which are found by its name or by any word.
  if (terms.length === 0) where('runs.sweep IS NULL')
  for (const term of terms) {
    switch (term.type) {
      case 'word':
      case 'phrase':
        break
      case 'job':
        where('runs.job = ?', term.job)
        break
      case 'state':
        where('runs.state = ?', term.state)
        break
      case 'pinned':
        where('runs.pinned = ?', term.pinned ? 1 : 0)
        break
      case 'sweep':
        where('(runs.sweep = ? OR runs.id = ?)', term.sweep, term.sweep)
        break
      case 'created':
        if (term.from !== null) where(`${at} >= ?`, term.from * PLACES)
        if (term.until !== null) where(`${at} < ?`, term.until * PLACES)
        break
      case 'param': {
        const { name, comparison, value, number } = term
        const equal = number === null ? 'params.text = ?' : '(params.number = ? OR params.text = ?)'
        const bound = number === null ? [value] : [number, value]
        const some = (condition: string): string =>
          `EXISTS (SELECT 1 FROM params WHERE params.run = runs.at AND params.name = ? AND ${condition})`
        if (comparison === '=') where(some(equal), name, ...bound)
        else if (comparison === '!=') where(some(`NOT ${equal}`), name, ...bound)
        else where(some(`params.number ${comparison} ?`), name, number ?? 0)
      }
    }
  }
  const from = words === null ? 'runs' : 'words CROSS JOIN runs ON runs.at = words.rowid'
  const filter = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')} `
  return {
    sql: `SELECT runs.id AS id, runs.at AS at FROM ${from} ${filter}ORDER BY ${at} DESC LIMIT ?`,
    values: [...values, limit],
  }
}

/** In the search language of FTS5: a word is the beginning of one, since it may not be typed to its end yet. */
function matchOf(terms: readonly Term[]): string | null {
  const parts = terms.flatMap((term) => {
    if (term.type === 'word') return [`"${term.word}"*`]
    return term.type === 'phrase' ? [`"${term.phrase}"`] : []
  })
  return parts.length === 0 ? null : parts.join(' AND ')
}
