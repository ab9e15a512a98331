/** A Dask cluster on this machine for as long as somebody wants it: a process of the runtime's Python, and its workers. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { GilderError } from '../../contract/error'
import type { Layout } from '../layout'
import { text } from '../text'

/** Its workers put away what they have open; what has not ended by then is killed. */
const GRACE_MS = 5000
/** Each of the workers imports Dask, on a machine with other work to do. */
const START_MS = 60_000
/** A process that is killed lives on until the machine has taken back what it held. */
const GONE_MS = 2000
const LOOK_MS = 20

export interface LocalCluster {
  readonly address: string
  readonly workers: number
  /** Resolves when the cluster has ended, by itself or by `end`. */
  readonly ended: Promise<void>
  /** Resolves when none of its processes is left. */
  end(): Promise<void>
}

const Said = z.object({ address: z.string(), workers: z.number() })

/** Throws a GilderError of kind `cluster`. The cluster ends with this process, however that ends. */
export async function startLocalCluster(
  { pythonPath }: Layout,
  executable: string,
  workers: number,
): Promise<LocalCluster> {
  const program = join(pythonPath, 'gilder', 'cluster', 'local.py')
  // A group of its own: Ctrl+C in a terminal is for the run, not for the cluster under it. It also kills as one.
  const child = spawn(executable, ['-I', program, String(workers)], {
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (said: string) => {
    errors = (errors + said).slice(-8192)
  })
  child.stdin.on('error', () => {})
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      errors += error.message
      resolve()
    })
    child.on('close', () => resolve())
  })
  const end = async (): Promise<void> => {
    child.stdin.end()
    await Promise.race([ended, patience(GRACE_MS)])
    signalGroup(child, 'SIGKILL')
    await ended
    const until = Date.now() + GONE_MS
    while (signalGroup(child, 0) && Date.now() < until) await sleep(LOOK_MS)
  }
  const first = new Promise<string | null>((resolve) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    void ended.then(() => resolve(null))
    void patience(START_MS).then(() => resolve(null))
  })
  const said = await first
  if (said === null) {
    await end()
    throw new GilderError(text.localClusterEnded(errors))
  }
  return { ...Said.parse(JSON.parse(said)), ended, end }
}

const patience = (ms: number): Promise<void> => sleep(ms, undefined, { ref: false })

/** False when nobody of it is left. */
function signalGroup({ pid }: ChildProcess, signal: 'SIGKILL' | 0): boolean {
  if (pid === undefined) return false
  try {
    return process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    return false
  }
}
