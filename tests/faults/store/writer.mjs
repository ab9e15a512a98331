// @ts-check
/**
 * Writes to a store as Gilder does: makes runs, changes their records, leaves results, ends and removes them. What the
 * store has answered is noted down in a file; the process is killed somewhere in the middle (failpoint.cc).
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const { core, data, draft, answers, arm, runs } = JSON.parse(process.argv[2] ?? '')
const { IndexedStore } = await import(core)
const store = new IndexedStore({ root: join(data, 'runs'), index: join(data, 'index'), sqlite: '' })
const notes = openSync(answers, 'a')

/** @param {string} what @param {string} id */
const note = (what, id) => writeSync(notes, `${what} ${id}\n`)

existsSync(arm)
try {
  openSync(arm, 'r')
} catch {
  // It is not there; to ask for it was all.
}
for (let index = 0; index < runs; index += 1) {
  // Longer than one write of the system, and of another length each time.
  const params = { step: 0, filler: String(index).repeat(20_000 + index * 1000) }
  const run = await store.create({ ...draft, params })
  note('created', run.id)
  const running = { ...run, state: 'running', params: { ...params, step: 1 } }
  await store.write(running)
  note('running', run.id)
  const results = join(store.folder(run.id), 'results')
  mkdirSync(results)
  const content = `${index},`.repeat(5000)
  writeFileSync(join(results, 'table.csv'), content)
  writeFileSync(join(results, 'table.json'), '{}')
  const sha256 = createHash('sha256').update(content).digest('hex')
  const files = [{ path: 'results/table.csv', format: 'csv', bytes: content.length }]
  await store.write({
    ...running,
    state: 'done',
    owner: null,
    params: { ...params, step: 2, sha256 },
    results: [{ name: 'table', label: 'Table', kind: 'table', files, preview: 'results/table.json' }],
  })
  note('done', run.id)
  if (index % 3 === 2) {
    note('removing', run.id)
    await store.remove(run.id)
    note('removed', run.id)
  }
}
await store.history.close()
