/** The core with the real addon and Python, in this process: one interpreter for a test file, a data folder for each test. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, expect } from 'vitest'
import type { AppEvent } from '../../app/contract/api'
import type { JobSpec } from '../../app/contract/job'
import { SheetPreview } from '../../app/contract/result'
import { Run } from '../../app/contract/run'
import { type Core, openCore } from '../../app/core/core'
import { Interpreter } from '../../app/core/engine/interpreter'
import { type Layout, layout } from '../../app/core/layout'
import type { Ask } from '../../app/core/trust/trust'

export const root = resolve(import.meta.dirname, '../..')
export const job = (name: string): string => join(root, 'tests/faults/jobs', name)

/** Python is initialised once in a process. */
let interpreter: Interpreter | undefined

export interface Here {
  readonly core: Core
  readonly place: Layout
  /** Everything the core has told, in its order. */
  readonly events: readonly AppEvent[]
  readonly path: (...parts: readonly string[]) => string
  /** Writes a file beside the data folder; its path. */
  readonly write: (name: string, content: string) => string
  readonly find: (file: string, name: string | null) => Promise<JobSpec>
  /** Runs a job of a file to its end, and answers with what is on disk then. */
  readonly run: (
    file: string,
    name: string | null,
    params?: Readonly<Record<string, unknown>>,
  ) => Promise<Run>
  /** `run.json` as it lies there. */
  readonly record: (id: string) => unknown
  readonly result: (run: Run, name: string) => unknown
}

const open: Here[] = []

/** `ask`: whoever is asked whether a file may be executed. */
export function here(ask: Ask = async () => true): Here {
  const folder = mkdtempSync(join(tmpdir(), "gilder fäult '測 "))
  const env = { ...process.env, GILDER_DATA: join(folder, 'data') }
  const place = layout({
    appRoot: root,
    resourcesPath: null,
    env,
    platform: process.platform,
    home: homedir(),
  })
  interpreter ??= new Interpreter(place)
  const core = openCore({ layout: place, version: '1.2.3', interpreter, ask })
  const events: AppEvent[] = []
  core.subscribe((event) => events.push(event))
  const path = (...parts: readonly string[]): string => join(folder, ...parts)
  const record = (id: string): unknown => JSON.parse(readFileSync(join(place.runs, id, 'run.json'), 'utf8'))
  const find = (file: string, name: string | null): Promise<JobSpec> => core.catalog.inFile(file, name)
  const made: Here = {
    core,
    place,
    events,
    path,
    write(name, content) {
      mkdirSync(dirname(path(name)), { recursive: true })
      writeFileSync(path(name), content)
      return path(name)
    },
    find,
    async run(file, name, params = {}) {
      const reply = await core.jobs.submit(await find(file, name), params)
      if (reply.state === 'refused') throw new Error(JSON.stringify(reply))
      const last = await core.jobs.finished(reply.run.id)
      expect(Run.parse(record(reply.run.id)).state).toBe(last.state)
      return last
    },
    record,
    result(run, name) {
      const read = (path: string): unknown => JSON.parse(readFileSync(join(place.runs, run.id, path), 'utf8'))
      const artifact = run.results.find((each) => each.name === name)
      if (artifact !== undefined) return read(artifact.preview)
      // Single values that were returned together are on one sheet.
      const sheets = run.results.filter(({ kind }) => kind === 'sheet').map(({ preview }) => read(preview))
      const row = sheets.flatMap((sheet) => SheetPreview.parse(sheet).rows).find((each) => each.name === name)
      if (row === undefined) throw new Error(`There is no result ${name}: ${JSON.stringify(run)}`)
      return { kind: 'value', value: row.value, type: row.type }
    },
  }
  open.push(made)
  return made
}

afterEach(async () => {
  for (const { core, path } of open.splice(0)) {
    await core.close()
    rmSync(path(), { recursive: true, force: true })
  }
})
