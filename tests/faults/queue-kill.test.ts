/** Real processes, really killed: what the queue promises when its Gilder is gone from one moment to the next. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Run } from '../../app/contract/run'

const folder = mkdtempSync(join(tmpdir(), 'gilder queue '))
const child = join(folder, 'child.cjs')

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'children/queue-child.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node18',
      rollupOptions: { output: { format: 'cjs', entryFileNames: 'child.cjs' } },
    },
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Started {
  readonly process: ChildProcess
  readonly lines: () => readonly string[]
}

function start(...args: readonly string[]): Started {
  const started = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  started.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text))
  // The last line may be cut off by the kill.
  return { process: started, lines: () => said.split('\n').slice(0, -1) }
}

const named = (lines: readonly string[], word: string): readonly string[] =>
  lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []))

function records(data: string): readonly Run[] {
  const runs = join(data, 'runs')
  // What is in the making is hidden.
  const ids = readdirSync(runs).filter((name) => !name.startsWith('.'))
  return ids.map((id) => Run.parse(JSON.parse(readFileSync(join(runs, id, 'run.json'), 'utf8'))))
}

const starts = (data: string, id: string): number => {
  const file = join(data, 'runs', id, 'starts.txt')
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0
}

/** Runs that were under way, or waited and had not been claimed. */
const leftBehind = (data: string): number =>
  records(data).filter(
    ({ id, state }) =>
      state === 'running' || (state === 'queued' && !existsSync(join(data, 'runs', id, 'claim.json'))),
  ).length

/** More of them are asked for by this variable. */
const ROUNDS = Number(process.env.GILDER_KILLS ?? 10)

test('twenty-five kills at any moment: nothing accepted is lost, nothing starts twice, nothing done is undone', async () => {
  const data = join(folder, 'data')
  const accepted: string[] = []
  const done: string[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const left = round === 0 ? 0 : leftBehind(data)
    const { process: killed, lines } = start('work', data)
    await expect.poll(() => named(lines(), 'open').length, { timeout: 20_000, interval: 5 }).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 300))
    killed.kill('SIGKILL')
    await once(killed, 'close')

    const [state = ''] = named(lines(), 'open')
    // The window before was killed, and left something: nobody starts anything until told.
    if (left > 0) expect(JSON.parse(state)).toMatchObject({ paused: true })
    accepted.push(...named(lines(), 'accepted'))
    done.push(...named(lines(), 'done'))
    const now = new Map(records(data).map((run) => [run.id, run]))
    for (const id of accepted) expect(now.get(id), id).toBeDefined()
    for (const id of done) expect(now.get(id)?.state).toBe('done')
    for (const id of now.keys()) expect(starts(data, id), id).toBeLessThanOrEqual(1)
  }
  expect(done.length).toBeGreaterThan(0)

  const last = start('drain', data)
  expect(await once(last.process, 'close')).toEqual([0, null])
  const ends = records(data)
  for (const { id, state } of ends) {
    expect(['done', 'interrupted']).toContain(state)
    // Interrupted is what may have begun; what never began has been done by now.
    expect(starts(data, id), id).toBeLessThanOrEqual(1)
    if (state === 'done') expect(starts(data, id), id).toBe(1)
  }
  expect(JSON.parse(readFileSync(join(data, 'queue.json'), 'utf8'))).toMatchObject({ opened: null })
})

test('of six processes that claim the same start one gets it', async () => {
  const folders = Array.from({ length: 100 }, (_, index) => join(folder, 'claims', String(index)))
  for (const one of folders) mkdirSync(one, { recursive: true })
  const at = Date.now() + 1500
  const racers = Array.from({ length: 6 }, () => start('claim', String(at), ...folders))
  await Promise.all(racers.map((racer) => once(racer.process, 'close')))
  const wins = racers.map(({ lines }) => Number(named(lines(), 'won')[0]))
  expect(wins.reduce((sum, count) => sum + count, 0)).toBe(folders.length)
})
