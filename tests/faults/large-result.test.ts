/** Arrays beyond what the app itself could hold. Runs where there is room for them. */
import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Run } from '../../app/contract/run'
import { answer } from '../../app/main/answer'
import { lines, place } from '../cli/gilder'
import { job } from './core'
import { below, watchMemory } from './memory'

const GIB = 1024 ** 3
const SIZE = 3 * GIB

/** A folder with room for the result, in memory where that is possible: a disk may need a minute for it. */
function roomy(): string | null {
  if (process.platform !== 'linux') return null
  const available =
    Number(/^MemAvailable:\s+(\d+)/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1] ?? 0) * 1024
  const free = (folder: string): number => {
    try {
      const { bavail, bsize } = statfsSync(folder)
      return bavail * bsize
    } catch {
      return 0
    }
  }
  if (available > SIZE + 3 * GIB && free('/dev/shm') > SIZE + GIB) return '/dev/shm'
  return available > 2 * GIB && free(tmpdir()) > 2 * SIZE ? tmpdir() : null
}

const room = roomy()
if (room === null)
  console.log('Case 21 is skipped: it needs Linux and room for a file of 3 GiB, in memory or on disk.')

test.skipIf(room === null)('case 21: a result of 3 GiB, after a value of 3 GiB in between', async () => {
  const data = mkdtempSync(join(room ?? '', 'gilder-large-'))
  try {
    const started = place().start(['--run', job('large.py'), '--json'], { env: { GILDER_DATA: data } })
    const pid = started.child.pid ?? 0
    const watch = watchMemory(pid)
    let first = 0
    started.child.stdout?.once('data', () => (first = watch.own()))
    const { code, stdout, stderr } = await started.ended
    watch.stop()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(below(pid)).toEqual([])
    expect(first).toBeGreaterThan(10)
    expect(watch.own() - first).toBeLessThan(200)
    expect(watch.all()).toBeLessThan(1000)

    const last = lines(stdout).at(-1) as { run: string; results: Run['results'] }
    const record = JSON.parse(readFileSync(join(data, 'runs', last.run, 'run.json'), 'utf8')) as Run
    expect(record.state).toBe('done')
    const bytes = SIZE + 128
    expect(record.results[0]?.files).toEqual([
      { path: 'results/values.npy', format: 'npy', bytes, sha256: expect.any(String) },
    ])
    expect(last.results[0]).toMatchObject({ preview: { dtype: 'float64', shape: [SIZE / 8] } })

    const part = async (from: number): Promise<number> => {
      const roots = { runs: join(data, 'runs'), renderer: '/nowhere' }
      const url = `app://run/${last.run}/results/values.npy`
      const reply = await answer(roots, { url, method: 'GET', range: `bytes=${from}-${from + 7}` })
      expect(reply.status).toBe(206)
      return Buffer.from(await reply.arrayBuffer()).readDoubleLE()
    }
    expect([await part(128), await part(128 + SIZE / 2), await part(bytes - 8)]).toEqual([1.5, 2.5, 3.5])
  } finally {
    rmSync(data, { recursive: true })
  }
})
