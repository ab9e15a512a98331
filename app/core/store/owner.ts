/**
 * Which process a run belongs to. A process id alone comes round again; together with the time the process started it
 * names one process for good. Where that time cannot be had (not Linux), it is 0 and the id alone has to do.
 */
import { readFileSync } from 'node:fs'

export interface Owner {
  readonly pid: number
  readonly started: number
}

let own: Owner | null = null

export function thisProcess(): Owner {
  own ??= { pid: process.pid, started: startTime(process.pid) ?? 0 }
  return own
}

export const isOwn = ({ pid, started }: Owner): boolean =>
  pid === thisProcess().pid && started === thisProcess().started

export function isAlive(owner: Owner): boolean {
  if (process.platform === 'linux') {
    const started = startTime(owner.pid)
    return started !== null && (owner.started === 0 || started === owner.started)
  }
  try {
    process.kill(owner.pid, 0)
    return true
  } catch (error) {
    // Somebody else's process may not be signalled, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Clock ticks from boot to the start of the process; null when there is none, or only its unreaped rest. */
export function startTime(pid: number): number | null {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  } catch {
    return null
  }
  // The second field is the name in parentheses, which may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  const ticks = Number(fields[19])
  return Number.isFinite(ticks) ? ticks : null
}
