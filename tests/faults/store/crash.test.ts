/** FAULTS 30: a crash at any point of a store write. `GILDER_CRASHES=1000` asks for more of them. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Run } from '../../../app/contract/run'
import { History } from '../../../app/core/index/history'
import { checkArtifacts } from '../../../app/core/store/artifacts'
import { RunStore } from '../../../app/core/store/store'
import { draft } from '../../unit/core/sample-run'

const CRASHES = Number(process.env.GILDER_CRASHES ?? 60)
const SIDE_BY_SIDE = 2
const RUNS = 4

// Without spaces: LD_PRELOAD takes them for the end of a name.
const place = mkdtempSync(join(tmpdir(), 'gilder-crashes-'))
const shim = join(place, 'failpoint.so')
const core = join(place, 'bundle', 'core.mjs')
const arm = join(place, 'begin')

beforeAll(async () => {
  const source = join(import.meta.dirname, 'failpoint.cc')
  const compiled = spawnSync('c++', ['-std=c++17', '-shared', '-fPIC', '-o', shim, source, '-ldl'], {
    encoding: 'utf8',
  })
  expect(compiled.stderr).toBe('')
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'core.ts'),
      outDir: join(place, 'bundle'),
      rolldownOptions: { output: { entryFileNames: 'core.mjs' } },
    },
  })
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

interface Written {
  readonly data: string
  readonly signal: NodeJS.Signals | null
  readonly calls: readonly string[]
  /** What the writer had been told: `created <id>` … */
  readonly answers: readonly string[]
}

let number = 0
async function write(env: Readonly<Record<string, string>>): Promise<Written> {
  number += 1
  const data = join(place, String(number))
  mkdirSync(data)
  const [answers, calls] = [join(data, 'answers'), join(data, 'calls')]
  const order = { core, data, draft, answers, arm, runs: RUNS }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.mjs'), JSON.stringify(order)], {
    env: {
      ...process.env,
      LD_PRELOAD: shim,
      GILDER_ARM: arm,
      // Through io_uring calls would pass by what counts them.
      UV_USE_IO_URING: '0',
      ...(env.GILDER_KILL_AT === undefined ? { GILDER_CALLS: calls } : {}),
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (text) => (said += text))
  const signal = await new Promise<NodeJS.Signals | null>((settle) =>
    child.on('close', (_code, by) => settle(by)),
  )
  if (signal === null) expect(said.replace(/^.*(SQLite is an exp|--trace-warnings).*$/gm, '').trim()).toBe('')
  const lines = (file: string): readonly string[] =>
    existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').filter(Boolean) : []
  return { data, signal, calls: lines(calls), answers: lines(answers) }
}

/** What is wrong with the store that a killed writer left; nothing, if all is well. */
async function faultsOf({ data, answers }: Written): Promise<readonly string[]> {
  const store = new RunStore(join(data, 'runs'))
  // The runs look at nobody's process: a dead owner would make them interrupted, which is another story.
  const names = await store.names()
  const faults: string[] = []
  const runs = new Map<string, Run>()
  for (const id of names) {
    const run = await store.read(id).catch((error: Error) => error)
    if (run instanceof Error) faults.push(`${id}: ${run.message}`)
    else runs.set(id, run)
  }
  for (const [id, run] of runs) {
    const { step, filler, sha256 } = run.params
    if (run.state !== ['queued', 'running', 'done'][Number(step)]) faults.push(`${id}: half a record`)
    if (!/^(\d)\1+$/.test(String(filler)) || String(filler).length < 20_000)
      faults.push(`${id}: a cut record`)
    if (run.state !== 'done') continue
    const folder = store.folder(id)
    const problem = await checkArtifacts(folder, run.results)
    if (problem !== null) faults.push(`${id}: ${problem.message}`)
    const content = readFileSync(join(folder, 'results', 'table.csv'))
    if (createHash('sha256').update(content).digest('hex') !== sha256) faults.push(`${id}: another result`)
  }
  const told = new Set(answers)
  for (const answer of answers) {
    const [what = '', id = ''] = answer.split(' ')
    const there = runs.get(id)
    if (what === 'removed' && there !== undefined) faults.push(`${id}: removed, and there`)
    if (told.has(`removing ${id}`)) continue
    if (there === undefined) faults.push(`${id}: ${what}, and not there`)
    else if (what === 'done' && there.state !== 'done') faults.push(`${id}: done, and ${there.state}`)
  }
  // The index was killed as well: whoever opens it next sees what is in the folders.
  const history = new History({ store, folder: join(data, 'index'), sqlite: '' })
  await history.whole()
  const { runs: shown } = await history.page({ query: '', before: null, limit: 100 })
  if (shown.length !== runs.size) faults.push(`the history shows ${shown.length} of ${runs.size}`)
  if (shown.some(({ state }) => state === 'queued' || state === 'running')) faults.push('the dead go on')
  await history.close()
  return faults
}

test('30: a record is made durable before it takes the place of the old one, and its folder after', async () => {
  const { calls, data } = await write({})
  const [run = ''] = readdirSync(join(data, 'runs'))
  const folder = join(data, 'runs', run)
  const said = calls
    .map((line) => line.replace(/\.run\.json\.[0-9a-f]{12}/, 'BESIDE'))
    .filter(
      (line) =>
        line.includes(`${folder}/BESIDE`) ||
        line === `rename ${folder}/run.json` ||
        line === `fsync ${folder}`,
    )
    .map((line) => line.replace(folder, ''))
  // Two changes of the record; its first version came with the folder.
  expect(said.filter((line) => !line.startsWith('write')).slice(0, 8)).toEqual([
    'open /BESIDE',
    'fsync /BESIDE',
    'rename /run.json',
    'fsync ',
    'open /BESIDE',
    'fsync /BESIDE',
    'rename /run.json',
    'fsync ',
  ])
  const shown = calls.indexOf(`rename ${folder}`)
  expect(shown).toBeGreaterThan(-1)
  expect(calls.indexOf(`fsync ${join(data, 'runs')}`, shown)).toBeGreaterThan(shown)
})

describe('30: killed at any call that changes a file', () => {
  test(
    `${CRASHES} times, nothing is half`,
    async () => {
      const whole = await write({})
      expect(whole.signal).toBeNull()
      expect(await faultsOf(whole)).toEqual([])
      expect(whole.calls.length).toBeGreaterThan(50)
      const found: string[] = []
      let killed = 0
      let next = 0
      // How many calls there are varies with what the index writes at once: one that has fewer than the number it is to be
      // killed at comes to its end, and another one is started for it.
      const most = CRASHES * 2
      const work = async (): Promise<void> => {
        while (killed < CRASHES && next < most) {
          // Every call in turn first, then again: calls of other threads come in another order each time.
          const at = 1 + ((next * 37) % whole.calls.length)
          next += 1
          const written = await write({ GILDER_KILL_AT: String(at) })
          if (written.signal === 'SIGKILL') killed += 1
          for (const fault of await faultsOf(written)) found.push(`killed at call ${at}: ${fault}`)
          rmSync(written.data, { recursive: true, force: true })
        }
      }
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
      expect(found).toEqual([])
      expect(killed, `of ${next} writers`).toBeGreaterThanOrEqual(CRASHES)
    },
    CRASHES * 4000 + 60_000,
  )
})
