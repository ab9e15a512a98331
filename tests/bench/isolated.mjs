// @ts-check
/** From an order to the first line of the user's function in a process of its own: started for it, and kept ready. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { pause } from './delay.mjs'
import { compare, keeps, median } from './row.mjs'

const SOURCE = 'import time\n\n\ndef first() -> float:\n    return time.time() * 1000\n'

/** A spare process has imported its packages by then. */
const SPARE_MS = 4000
const SPARE_TARGET_MS = 60

/** @param {{ root: string, rounds: number }} at */
export async function isolated({ root, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'gilder-bench-'))
  const file = join(folder, 'first.py')
  writeFileSync(file, SOURCE)
  const python = join(root, 'python-runtime/env/bin/python3.11')
  try {
    const start = await starter({ root, folder, file })
    const cold = await compare({
      row: 'isolated: order to first line of the job, new process',
      unit: 'ms',
      peer: 'python -c "import numpy"',
      target: 1.5,
      rounds,
      gilder: () => start(false),
      other: () => wallTime(python, ['-I', '-c', 'import numpy']),
    })
    const ours = []
    for (let round = -1; round < rounds; round++) {
      const taken = await start(true)
      if (round >= 0) ours.push(taken)
    }
    const value = median(ours)
    const warm = {
      ...cold,
      row: 'isolated: order to first line of the job, spare process',
      gilder: value,
      peers: {},
      against: null,
      ratio: null,
      target: SPARE_TARGET_MS,
      ok: keeps('lower', value, SPARE_TARGET_MS),
    }
    return [cold, warm]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {{ root: string, folder: string, file: string }} at */
async function starter({ root, folder, file }) {
  const source = async (/** @type {string} */ path) => (await runnerImport(join(root, path))).module
  const { IsolatedEngine } = /** @type {typeof import('../../app/core/engine/isolated/engine')} */ (
    await source('app/core/engine/isolated/engine.ts')
  )
  const { findRuntime } = /** @type {typeof import('../../app/core/runtime/find')} */ (
    await source('app/core/runtime/find.ts')
  )
  const { platform, arch } = process
  const runtime = findRuntime({
    folder: join(root, 'python-runtime/env'),
    packaged: false,
    named: false,
    platform,
    arch,
  })
  const sha256 = createHash('sha256').update(SOURCE).digest('hex')
  let runs = 0
  /** @param {boolean} spare */
  return async (spare) => {
    const pythonPath = join(root, 'python-runtime')
    const engine = new IsolatedEngine({ runtime: () => runtime, pythonPath, env: process.env, spare })
    await runtime
    engine.warm()
    if (spare) await pause(SPARE_MS)
    runs += 1
    const run = `20260101-000000-first-${String(runs).padStart(4, '0')}`
    const at = join(folder, run)
    mkdirSync(at)
    const begun = performance.timeOrigin + performance.now()
    const outcome = await engine.run(
      {
        run,
        folder: at,
        job: { id: 'first', title: 'First', file, function: 'first', sha256 },
        params: {},
        placement: 'isolated',
        cluster: null,
        memory: null,
        threads: 2,
      },
      () => {},
    )
    engine.close()
    if (outcome.state !== 'done') throw new Error(JSON.stringify(outcome))
    return JSON.parse(readFileSync(join(at, 'results/result.json'), 'utf8')).value - begun
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
async function wallTime(command, args) {
  const started = performance.now()
  const code = await new Promise((resolve) => spawn(command, args, { stdio: 'ignore' }).on('exit', resolve))
  if (code !== 0) throw new Error(`${command} ended with ${code}`)
  return performance.now() - started
}
