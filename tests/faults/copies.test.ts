/** Linux: workers that are copies of one warm process are what processes of their own are, and so is their end. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { gilder, lives, pidsOf } from './gilder'

const numbers = (text: string): readonly number[] => pidsOf(text)

const zygoteOf = async (run: { says: (begin: string) => Promise<string> }): Promise<readonly number[]> =>
  numbers(await run.says('pid'))

/** Those whose parent it is and that still run. */
const childrenOf = (pid: number): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}/stat`))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(pid)
      } catch {
        return false
      }
    })
    .map(Number)

test.runIf(process.platform === 'linux')(
  'a copy carries its run, leads its group and draws its own numbers',
  async () => {
    const here = gilder(true)
    const seen = []
    for (let round = 0; round < 3; round += 1) {
      const run = await here.run('copied.py:looks')
      expect(run.error).toBe(null)
      const [mark, parent, leads, drawn] = String(here.value(run)).split(' ')
      expect(mark).toBe(`GILDER_RUN=${run.id}`)
      expect(leads).toBe('True')
      seen.push({ parent, drawn })
    }
    expect(new Set(seen.map(({ parent }) => parent)).size).toBe(1)
    expect(seen[0]?.parent).not.toBe(String(process.pid))
    expect(new Set(seen.map(({ drawn }) => drawn)).size).toBe(3)
    const run = await here.run('copied.py:computes')
    expect(here.value(run)).toBe(400 * 400 * 400)
  },
)

test.runIf(process.platform === 'linux')(
  'a crash in one leaves the warm process and the others as they are',
  async () => {
    const here = gilder(true)
    const waiting = await here.submit('copied.py:waits')
    const [pid = 0, zygote = 0] = await zygoteOf(waiting)
    expect((await here.run('crashing.py:segfault')).state).toBe('crashed')
    expect((await here.run('crashing.py:leaves')).state).toBe('crashed')
    expect([pid, zygote].map(lives)).toEqual([true, true])
    const next = await here.submit('copied.py:waits', { seconds: 0 })
    expect((await zygoteOf(next))[1]).toBe(zygote)
    expect((await next.ended).state).toBe('done')
    await here.core.jobs.cancel(waiting.id)
    expect((await waiting.ended).state).toBe('cancelled')
  },
)

test.runIf(process.platform === 'linux')(
  'runs go on when the warm process is killed, and the next has another',
  async () => {
    const here = gilder(true)
    const going = await here.submit('copied.py:waits', { seconds: 3 })
    const doomed = await here.submit('copied.py:waits')
    const [, zygote = 0] = await zygoteOf(going)
    const [pid = 0, same] = await zygoteOf(doomed)
    expect(same).toBe(zygote)
    process.kill(zygote, 'SIGKILL')
    const next = await here.submit('copied.py:waits', { seconds: 0 })
    const [, another] = await zygoteOf(next)
    expect((await next.ended).state).toBe('done')
    expect(another).not.toBe(zygote)
    expect((await going.ended).state).toBe('done')
    process.kill(pid, 'SIGKILL')
    const ended = await doomed.ended
    expect(ended.state).toBe('crashed')
    expect(ended.error?.message).toContain('how it ended is not known')
    expect(ended.error).not.toHaveProperty('type')
  },
)

test.runIf(process.platform === 'linux')('fifty runs leave no process and no open file behind', async () => {
  const here = gilder(true)
  const first = await here.submit('copied.py:waits', { seconds: 0 })
  const [, zygote = 0] = await zygoteOf(first)
  await first.ended
  const open = (): number => readdirSync(`/proc/${zygote}/fd`).length
  await here.run('copied.py:tiny')
  const before = open()
  const runs = await Promise.all(
    Array.from({ length: 50 }, (_, seed) => here.submit('copied.py:tiny', { seed })),
  )
  const ended = await Promise.all(runs.map((run) => run.ended))
  expect(ended.map(({ state }) => state)).toEqual(runs.map(() => 'done'))
  await expect.poll(() => childrenOf(zygote)).toEqual([])
  expect(lives(zygote)).toBe(true)
  expect(open()).toBe(before)
})
