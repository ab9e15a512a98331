// @ts-check
/** A sweep of points of one second each, two at a time beside one at a time: what a second core is worth. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keeps } from './row.mjs'

const TARGET = 1.9

/**
 * @param {{ electron: string, root: string, points: number, say: (line: string) => void }} at
 * @returns {Promise<readonly import('./row.mjs').Row[]>}
 */
export async function sweep({ electron, root, points, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'gilder-bench-'))
  /** @param {number} parallel how many at once @returns {Promise<number>} points a minute */
  const rate = async (parallel) => {
    say(`sweep: ${points} points, ${parallel} at once`)
    const job = `${join(root, 'tests/bench/queue/second.py')}:second`
    const args = ['--run', job, '--sweep', `point=1:${points}`, '--parallel', String(parallel), '--quiet']
    const env = {
      ...process.env,
      ELECTRON_RUN_AS_NODE: '1',
      GILDER_TRUST: '1',
      GILDER_DATA: join(folder, `data-${parallel}`),
    }
    const started = performance.now()
    const child = spawn(electron, [join(root, 'out/cli/cli.cjs'), ...args], { env, stdio: 'ignore' })
    const code = await new Promise((resolve) => child.on('exit', resolve))
    if (code !== 0) throw new Error(`The sweep ended with ${code}`)
    return (points * 60_000) / (performance.now() - started)
  }
  try {
    const one = await rate(1)
    const two = await rate(2)
    const against = 'one at a time'
    const ratio = two / one
    return [
      {
        row: `sweep of ${points} points of 1 s, two at a time`,
        unit: 'points a minute',
        better: 'higher',
        gilder: two,
        peers: { [against]: one },
        missing: {},
        // Nothing but the work itself, on two cores.
        floor: 120,
        against,
        ratio,
        target: TARGET,
        ok: keeps('higher', ratio, TARGET),
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
