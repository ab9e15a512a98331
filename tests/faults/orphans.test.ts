/** Case 6 of `docs/reliability.md`: a Gilder that is killed takes everything with it that it has started. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { job, lives, pidsOf, root } from './gilder'

const electron = process.env.GILDER_ELECTRON ?? join(root, '.cache/electron/electron')
const cli = join(root, 'out/cli/cli.cjs')
const folder = mkdtempSync(join(tmpdir(), 'gilder-orphans-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the promise of `docs/reliability.md` says. */
const PROMISE_MS = 2000

test.each(['wait', 'hog', 'stop'])('6: kill -9 in the middle of a job that does "%s"', async (how) => {
  const data = join(folder, how)
  const args = [cli, '--run', `${job('stubborn.py')}:parents`, '--param', `how=${how}`]
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', GILDER_TRUST: '1', GILDER_DATA: data }
  const child = spawn(electron, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const line = (): string | undefined => said.split('\n').find((row) => row.startsWith('children'))
  await expect.poll(line, { timeout: 60_000, interval: 20 }).toBeDefined()
  const watchdogs = watchdogsOf(child.pid ?? 0)
  expect(watchdogs).toHaveLength(1)
  const everyone = [...pidsOf(line() ?? ''), ...watchdogs]
  expect(everyone.every(lives)).toBe(true)
  // Long enough for a look at its processes: one without mark, group and parent is known from that alone.
  await new Promise((resolve) => setTimeout(resolve, 600))
  child.kill('SIGKILL')
  await expect.poll(() => everyone.filter(lives), { timeout: PROMISE_MS, interval: 20 }).toEqual([])
})

/** Those whose arguments name this process as the one they watch. */
function watchdogsOf(pid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const args = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
        return args.some((arg) => arg.endsWith('/watchdog.py')) && args.includes(String(pid))
      } catch {
        return false
      }
    })
    .map(Number)
}
