// @ts-check
/** What `--run` costs beyond the bare function: jobs of a millisecond, of a second, and with a result of a gigabyte. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare } from './row.mjs'

const SOURCE = `import sys
import time

import numpy as np


def millisecond() -> float:
    time.sleep(0.001)
    return 1.0


def second() -> float:
    time.sleep(1)
    return 1.0


def gigabyte() -> np.ndarray:
    return np.ones(125_000_000)


def bare(name: str, folder: str) -> None:
    returned = globals()[name]()
    if isinstance(returned, np.ndarray):
        import os

        with open(folder + "/result.npy", "wb") as stream:
            np.save(stream, returned)
            stream.flush()
            os.fsync(stream.fileno())


if __name__ == "__main__":
    bare(*sys.argv[1:])
`

const ROWS = /** @type {const} */ ([
  ['millisecond', 'a job of 1 ms', 9, 7],
  ['second', 'a job of 1 s', 5, 1.8],
  ['gigabyte', 'a result of 1 GB', 5, 2.5],
])

/** @param {{ electron: string, root: string, rounds: number | undefined }} at */
export async function overhead({ electron, root, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'gilder-bench-'))
  const file = join(folder, 'overhead.py')
  writeFileSync(file, SOURCE)
  const python = join(root, 'python-runtime/env/bin/python3.11')
  const cli = join(root, 'out/cli/cli.cjs')
  const [data, plain] = [join(folder, 'data'), join(folder, 'plain')]
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', GILDER_TRUST: '1', GILDER_DATA: data }
  const clear = () => {
    for (const each of [data, plain]) rmSync(each, { recursive: true, force: true })
    mkdirSync(plain)
  }
  const rows = []
  try {
    for (const [name, words, usual, target] of ROWS) {
      rows.push(
        await compare({
          row: `--run of ${words}, whole process`,
          unit: 'ms',
          peer: 'python job.py, numpy imported',
          target,
          rounds: rounds ?? usual,
          gilder: async () => {
            clear()
            return wallTime(electron, [cli, '--run', `${file}:${name}`, '--quiet'], env)
          },
          other: async () => {
            clear()
            return wallTime(python, ['-I', file, name, plain], process.env)
          },
        }),
      )
    }
    return rows
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function wallTime(command, args, env) {
  const started = performance.now()
  const child = spawn(command, args, { env, stdio: 'ignore' })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`)
  return performance.now() - started
}
