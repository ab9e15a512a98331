/** A real Dask scheduler with workers, as processes of the runtime's Python that know nothing of Gilder. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, vi } from 'vitest'
import { runtime } from './gilder'

export interface Dask {
  readonly address: string
  readonly scheduler: ChildProcess
  readonly workers: readonly ChildProcess[]
}

const folders: string[] = []
const processes: ChildProcess[] = []

afterAll(() => {
  for (const { pid } of processes.splice(0)) {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    } catch {
      // A test has ended it.
    }
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

function start(folder: string, module: string, ...options: readonly string[]): ChildProcess {
  const args = ['-I', '-m', `distributed.cli.${module}`, '--host=127.0.0.1', '--no-dashboard', ...options]
  const child = spawn(join(runtime, 'bin/python3.11'), args, { cwd: folder, stdio: 'ignore', detached: true })
  processes.push(child)
  return child
}

export async function dask(workers: number): Promise<Dask> {
  const folder = mkdtempSync(join(tmpdir(), 'gilder-dask-'))
  folders.push(folder)
  const file = join(folder, 'scheduler.json')
  const scheduler = start(folder, 'dask_scheduler', '--port=0', `--scheduler-file=${file}`)
  const read = (): { readonly address: string } => JSON.parse(readFileSync(file, 'utf8'))
  const { address } = await vi.waitFor(read, { timeout: 30_000 })
  const started = Array.from({ length: workers }, (_, number) =>
    start(folder, 'dask_worker', address, '--no-nanny', '--nthreads=1', `--name=w${number}`),
  )
  return { address, scheduler, workers: started }
}

interface Entry {
  readonly pid: number
  readonly parent: number
  readonly group: number
}

/** The processes that live: no unreaped rests. */
function living(): readonly Entry[] {
  const entries: Entry[] = []
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
      const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (state !== 'Z') entries.push({ pid: Number(name), parent: Number(parent), group: Number(group) })
    } catch {
      // It has ended meanwhile.
    }
  }
  return entries
}

/** The group of processes of the cluster that a Gilder has started; null when it has none. */
export function clusterOf(gilder: ChildProcess): number | null {
  const isCluster = (pid: number): boolean =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('gilder/cluster/local.py')
  const own = living().find(({ pid, parent }) => parent === gilder.pid && isCluster(pid))
  return own?.group ?? null
}

export const membersOf = (group: number): readonly number[] =>
  living()
    .filter((entry) => entry.group === group)
    .map(({ pid }) => pid)
