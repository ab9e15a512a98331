/** How much memory the processes of a command hold, looked at while it runs. Linux only. */
import { readdirSync, readFileSync } from 'node:fs'

const MB = 1024 * 1024

export interface Watch {
  /** The most that the process itself has held, in MB. */
  own(): number
  /** The most that it and all processes below it have held together, in MB. */
  all(): number
  stop(): void
}

export function watchMemory(pid: number): Watch {
  let [own, all] = [0, 0]
  const look = (): void => {
    own = Math.max(own, resident(pid))
    all = Math.max(
      all,
      [pid, ...below(pid)].reduce((sum, each) => sum + resident(each), 0),
    )
  }
  const timer = setInterval(look, 50)
  return { own: () => own / MB, all: () => all / MB, stop: () => clearInterval(timer) }
}

/** All processes that descend from this one. */
export function below(pid: number): readonly number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const [, parent] = /\) \S (\d+) /.exec(/^\d+$/.test(name) ? read(`/proc/${name}/stat`) : '') ?? []
    if (parent !== undefined) parents.set(Number(name), Number(parent))
  }
  const found: number[] = []
  const add = (above: number): void => {
    for (const [child, parent] of parents) {
      if (parent !== above) continue
      found.push(child)
      add(child)
    }
  }
  add(pid)
  return found
}

/** Shared pages count once for each process: a bound from above. */
const resident = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    // It has just ended.
    return ''
  }
}
