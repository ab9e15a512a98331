import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { rowOf } from '../../../../app/core/index/row'
import { openDatabase } from '../../../../app/core/index/schema'
import type { Sqlite } from '../../../../app/core/index/sqlite'
import { RunTable } from '../../../../app/core/index/table'
import { draft } from '../sample-run'

// Where Node has no SQLite this package stands in. Unlike Node's it refuses to make a number of what is none.
const sqlite: Sqlite = createRequire(import.meta.url)('@photostructure/sqlite')

test('rows are written again although the search gives rows of its own numbers beyond 2^53', () => {
  const database = openDatabase(sqlite, ':memory:')
  const table = new RunTable(database)
  const rows = [1, 2, 3].map((minute) => {
    const created = `2026-11-01T00:0${minute}:00.000Z`
    const id = `20261101-000${minute}00-sample-aaaa`
    return rowOf({ ...draft, id, created, state: 'done' }, { stamp: 1, bytes: 1 })
  })
  table.change({ rows })
  // What goes is taken down on pages with such numbers. The second one finds a page that is there, and writes only that.
  for (const row of rows) table.change({ rows: [{ ...row, title: 'Renamed' }] })
  const largest = database.prepare('SELECT max(id) AS id FROM words_data')
  largest.setReadBigInts(true)
  expect(largest.get()?.id).toBeGreaterThan(2n ** 53n)
  expect(table.page([], null, 10)).toHaveLength(3)
  table.close()
})
