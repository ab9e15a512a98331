/**
 * `kill -9` of the whole app at any moment, with four runs under way and more that wait: nothing that was done is lost,
 * nothing starts twice, nothing is left running, and the next window says what happened. `GILDER_KILLS=50` asks for
 * more rounds than those of `npm test`, and has the figures written out.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Snapshot } from '../../app/contract/api'
import { Run } from '../../app/contract/run'
import { type Desktop, expect, test } from './app'
import { familyOf, left } from './family'

const ROUNDS = Number(process.env.GILDER_KILLS ?? 3)
const PROMISE_MS = 2000
/** Of each placement, running and waiting together. */
const IN_LINE = 6

type Placed = 'app' | 'isolated'

/** The window runs files of the user's own when it repeats what the command line has run. */
function first(desktop: Desktop, placed: Placed): void {
  const job = join(desktop.appFolder, 'tests/e2e/jobs/counted.py')
  const flag = placed === 'app' ? '--in-app' : '--isolated'
  const params = [`starts=${startsOf(desktop, `first-${placed}`)}`, 'number=1', 'seconds=0']
  const { status, stderr } = spawnSync(
    process.env.GILDER_TEST_ELECTRON ?? '',
    [
      join(desktop.appFolder, 'out/cli/cli.cjs'),
      ...['--run', `${job}:counted`, flag],
      ...params.flatMap((param) => ['--param', param]),
    ],
    {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', GILDER_TRUST: '1', GILDER_DATA: desktop.data },
      encoding: 'utf8',
    },
  )
  expect(status, stderr).toBe(0)
}

const startsOf = (desktop: Desktop, name: string): string => join(desktop.data, 'starts', name)

async function records(desktop: Desktop): Promise<readonly Run[]> {
  return (await desktop.runs()).map((run) => Run.parse(run))
}

/** Each run has a file of its own in which it says that it has begun. */
function begun({ params }: Run): number {
  const file = String(params.starts)
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0
}

/** The values as they have to be, or nothing that counts as a result. */
function isWhole(desktop: Desktop, { id, params, results }: Run): boolean {
  const file = results[0]?.files.find(({ format }) => format === 'npy')
  if (file === undefined) return false
  const expected = Float64Array.from({ length: 20_000 }, (_, index) => index * Number(params.number))
  const bytes = readFileSync(join(desktop.data, 'runs', id, file.path))
  return bytes.subarray(bytes.length - expected.byteLength).equals(Buffer.from(expected.buffer))
}

const snapshot = (page: Page): Promise<Snapshot> =>
  page.evaluate(async () => {
    const reply = await window.gilder.snapshot()
    if (!reply.ok) throw new Error(JSON.stringify(reply))
    return reply.value
  })

const again = (page: Page, { id }: Run, params: Run['params']): Promise<string> =>
  page.evaluate(
    async ([run, values]) => {
      const reply = await window.gilder.rerun(run, values)
      return reply.ok ? reply.value.state : JSON.stringify(reply)
    },
    [id, params] as const,
  )

test(`${ROUNDS} times kill -9 of the app at a random moment`, async ({ desktop }) => {
  test.setTimeout(60_000 + ROUNDS * 60_000)
  mkdirSync(join(desktop.data, 'starts'))
  await chmod(join(desktop.data, 'starts'), 0o777)
  for (const placed of ['app', 'isolated'] as const) first(desktop, placed)
  const origins = await records(desktop)
  const done = new Set(origins.map(({ id }) => id))
  const restarts: number[] = []
  const ends: number[] = []
  let next = 2
  let lost = 0

  for (let round = 0; round <= ROUNDS; round += 1) {
    const since = performance.now()
    const { app, page } = await desktop.start()
    let shown = await snapshot(page)
    if (round > 0) {
      // The queue is usable once it says what was lost.
      while (shown.queue.recovered === null && performance.now() - since < 30_000)
        shown = await snapshot(page)
      restarts.push(performance.now() - since)
      expect(shown.queue).toMatchObject({ paused: true, recovered: { interrupted: lost } })
      await expect(page.getByRole('status').filter({ hasText: 'paused' })).toBeVisible()
    }
    const now = await records(desktop)
    for (const run of now) {
      expect(begun(run), run.id).toBe(run.state === 'queued' ? 0 : Math.min(1, begun(run)))
      expect(run.state, `${run.id} ${run.error?.message}`).toMatch(/^(done|queued|interrupted)$/)
      if (run.state === 'done') expect(isWhole(desktop, run), run.id).toBe(true)
    }
    for (const id of done) expect(now.find((run) => run.id === id)?.state, id).toBe('done')
    if (round === ROUNDS) {
      await page.evaluate(() => window.gilder.resumeQueue())
      await expect
        .poll(async () => (await records(desktop)).filter(({ state }) => state === 'queued').length)
        .toBe(0)
      await expect.poll(async () => (await snapshot(page)).queue.running).toBe(0)
      break
    }

    // Whatever the machine has to do meanwhile, there is enough in the line when it begins to move.
    await page.evaluate(() => window.gilder.pauseQueue())
    const submissions: Promise<string>[] = []
    for (const origin of origins) {
      const waiting = now.filter(
        ({ state, placement }) => state === 'queued' && placement === origin.placement,
      )
      for (let missing = IN_LINE - waiting.length; missing > 0; missing -= 1) {
        const params = { starts: startsOf(desktop, String(next)), number: next }
        submissions.push(again(page, origin, { ...params, seconds: 0.5 + 1.5 * Math.random() }))
        next += 1
      }
    }
    expect(new Set(['accepted', ...(await Promise.all(submissions))])).toEqual(new Set(['accepted']))
    await page.evaluate(async (settings) => {
      await window.gilder.queueSettings({
        ...settings,
        memory: 0,
        slots: { ...settings.slots, app: 2, isolated: 2 },
      })
      await window.gilder.resumeQueue()
    }, shown.queue.settings)
    await expect.poll(async () => (await snapshot(page)).queue.running, { intervals: [50] }).toBe(4)
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 2000))

    const main = app.process()
    const gone = app.waitForEvent('close')
    const family = familyOf(main.pid ?? 0)
    main.kill('SIGKILL')
    const killed = performance.now()
    await expect.poll(() => left(family), { timeout: PROMISE_MS, intervals: [20] }).toEqual([])
    ends.push(performance.now() - killed)
    if (process.env.GILDER_KILLS !== undefined) console.log(`kill ${round + 1} of ${ROUNDS}`)
    await gone.catch(() => {})
    const last = await records(desktop)
    for (const run of last) if (run.state === 'done') done.add(run.id)
    const claimed = ({ id }: Run): boolean => existsSync(join(desktop.data, 'runs', id, 'claim.json'))
    lost = last.filter((run) => run.state === 'running' || (run.state === 'queued' && claimed(run))).length
  }

  for (const run of await records(desktop)) {
    expect(run.state, run.id).toMatch(/^(done|interrupted)$/)
    expect(begun(run), run.id).toBeLessThanOrEqual(1)
    if (run.state === 'done') expect([begun(run), isWhole(desktop, run)], run.id).toEqual([1, true])
  }
  if (process.env.GILDER_KILLS !== undefined) {
    const inWords = (all: readonly number[]): string => {
      const sorted = [...all].sort((a, b) => a - b)
      return `median ${sorted[sorted.length >> 1]?.toFixed(0)} ms, most ${sorted.at(-1)?.toFixed(0)} ms`
    }
    console.log(`${ROUNDS} kills, ${next - 2} runs, ${done.size} done before one`)
    console.log(`all processes gone: ${inWords(ends)}; usable queue after the start: ${inWords(restarts)}`)
  }
})
