/** Case 31 of `docs/reliability.md`: a window's Gilder and a command line in one data folder. */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Run } from '../../app/contract/run'
import { openCore } from '../../app/core/core'
import { noDesk } from '../../app/core/jobs/desk'
import { layout } from '../../app/core/layout'
import { lines, place } from '../cli/gilder'
import { job, root } from './gilder'

const file = job('together.py')

test('31: each sees the runs of the other and leaves them alone', async () => {
  const here = place()
  const env = { ...process.env, GILDER_DATA: here.data, GILDER_TRUST: '1' }
  const { platform } = process
  const at = layout({ appRoot: root, resourcesPath: null, env, platform, home: homedir() })
  // As the window does: with a queue that is kept, and an eye on the others.
  const core = openCore({ layout: at, version: 'test', desk: noDesk, ask: async () => true })
  core.start()
  try {
    const spec = await core.catalog.inFile(file, 'waits')
    const submit = async (held: boolean): Promise<string> => {
      const reply = await core.jobs.submit(spec, { starts: here.path('starts') }, { plan: { held } })
      if (reply.state === 'refused') throw new Error(JSON.stringify(reply))
      return reply.run.id
    }
    const ours = await submit(false)
    const waiting = await submit(true)
    const started = here.start(['--run', file, '--param', `starts=${here.path('starts')}`])
    const shown = (id: string): string | undefined => core.jobs.runs().find((run) => run.id === id)?.state
    const known = new Set([ours, waiting])
    const theirs = async (): Promise<Run> => {
      const found = (): Run | undefined => core.jobs.runs().find(({ id }) => !known.has(id))
      await expect.poll(() => found()?.state, { timeout: 30_000 }).toBe('running')
      return found() as Run
    }
    const { id: other, owner } = await theirs()
    expect(owner?.pid).toBe(started.child.pid)

    const seen = async (): Promise<Readonly<Record<string, unknown>>> => {
      const { stdout } = await here.gilder(['--history', '--json'])
      return Object.fromEntries(lines(stdout).map(({ id, state }) => [String(id), state]))
    }
    expect(await seen()).toEqual({ [ours]: 'running', [other]: 'running', [waiting]: 'queued' })

    await expect(core.jobs.cancel(other)).rejects.toThrow(`another Gilder (process ${owner?.pid})`)
    await expect(core.jobs.remove(other)).rejects.toThrow('another Gilder')
    await expect(core.jobs.release(other)).rejects.toThrow('another Gilder')
    for (const id of [ours, waiting]) {
      const { code, stderr } = await here.gilder(['--remove', id])
      expect(code).toBe(2)
      expect(stderr).toContain(`another Gilder (process ${process.pid})`)
    }
    expect(await seen()).toEqual({ [ours]: 'running', [other]: 'running', [waiting]: 'queued' })

    started.child.kill('SIGINT')
    expect((await started.ended).code).toBe(130)
    await expect.poll(() => shown(other), { timeout: 10_000 }).toBe('cancelled')
    expect(shown(ours)).toBe('running')
    await core.jobs.cancel(ours)
    await expect.poll(() => shown(ours), { timeout: 10_000 }).toBe('cancelled')
    expect(await seen()).toEqual({ [ours]: 'cancelled', [other]: 'cancelled', [waiting]: 'queued' })
    // What is over is anybody's to remove.
    expect((await here.gilder(['--remove', ours])).code).toBe(0)
    await expect.poll(() => shown(ours), { timeout: 10_000 }).toBe(undefined)
    expect(readFileSync(here.path('starts'), 'utf8')).toBe('started\n'.repeat(2))
    expect(JSON.parse(readFileSync(join(here.data, 'runs', waiting, 'run.json'), 'utf8'))).toMatchObject({
      state: 'queued',
      owner: { pid: process.pid },
    })
  } finally {
    await core.close()
  }
})
