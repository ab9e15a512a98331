/**
 * Which process a run belongs to. A process id alone comes round again; together with the time the process started it
 * names one process for good. Where that time cannot be had (not Linux), it is 0 and the id alone has to do. On a
 * folder that several machines share, the start of the machine and the machine itself are part of the name.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { ProcessRef } from '../../contract/run'

export type Owner = ProcessRef

let own: Owner | null = null

export function thisProcess(): Owner {
  own ??= { pid: process.pid, started: startTime(process.pid) ?? 0, ...machine() }
  return own
}

export const isOwn = ({ pid, started, boot }: Owner): boolean =>
  pid === thisProcess().pid &&
  started === thisProcess().started &&
  (boot === undefined || boot === thisProcess().boot)

/** What another machine runs cannot be looked at from here: it counts as alive, so that nobody takes it away. */
export function isAlive(owner: Owner): boolean {
  const here = thisProcess()
  const isElsewhere = owner.host !== undefined && owner.host !== here.host
  // Where one start of a machine is known from another, this one's is enough to tell.
  if (owner.boot !== undefined && here.boot !== undefined && owner.boot !== here.boot) return isElsewhere
  if (owner.boot === undefined && isElsewhere) return true
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

/** A machine may change its name; its number, which is to be kept to itself, is made unrecognisable. */
function machine(): Pick<Owner, 'boot' | 'host'> {
  const boot = lineOf('/proc/sys/kernel/random/boot_id')
  const id = lineOf('/etc/machine-id') ?? hostname()
  const host = createHash('sha256').update(`gilder ${id}`).digest('hex').slice(0, 16)
  return boot === null ? { host } : { boot, host }
}

function lineOf(file: string): string | null {
  try {
    const line = readFileSync(file, 'latin1').trim()
    return line === '' ? null : line
  } catch {
    return null
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
