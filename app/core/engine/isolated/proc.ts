/** Linux's view of processes, as far as it takes to find those of a run. Elsewhere nothing is found. */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs'

export interface Seen {
  readonly pid: number
  readonly parent: number
  readonly group: number
  readonly session: number
  /** Clock ticks since boot. */
  readonly started: number
}

/** Null when there is none, or only its unreaped rest. */
export function look(pid: number): Seen | null {
  const stat = read(`/proc/${pid}/stat`)
  if (stat === null) return null
  // The name before it is in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  const [parent = 0, group = 0, session = 0] = fields.slice(1, 4).map(Number)
  return { pid, parent, group, session, started: Number(fields[19]) }
}

/** The moment, as processes that start now have it; Linux tells programs of a hundred ticks a second, whatever it counts. */
export const ticksNow = (): number => Math.floor(Number.parseFloat(read('/proc/uptime') ?? '') * 100)

export function everyProcess(): readonly Seen[] {
  if (process.platform !== 'linux') return []
  const found: Seen[] = []
  for (const name of readdirSync('/proc')) {
    const seen = /^\d+$/.test(name) ? look(Number(name)) : null
    if (seen !== null) found.push(seen)
  }
  return found
}

/** Whether the environment a process was started with, or has written over it, says `NAME=value`. */
export function isMarked(pid: number, name: string, value: string): boolean {
  return `\0${read(`/proc/${pid}/environ`) ?? ''}\0`.includes(`\0${name}=${value}\0`)
}

/** The children of all its threads. */
export function childrenOf(pid: number): readonly number[] {
  let threads: readonly string[]
  try {
    threads = readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
  return threads.flatMap((thread) =>
    (read(`/proc/${pid}/task/${thread}/children`) ?? '').split(' ').filter(Boolean).map(Number),
  )
}

export interface MemoryOf {
  /** Bytes it holds now, and at most so far. */
  readonly now: number
  readonly peak: number
}

export function memoryOf(pid: number): MemoryOf {
  const status = read(`/proc/${pid}/status`) ?? ''
  const field = (name: string): number =>
    Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0) * 1024
  return { now: field('VmRSS'), peak: field('VmHWM') }
}

/** Its share of what it holds together with others, as forked processes do; null where that is not told. */
export function shareOf(pid: number): number | null {
  const [, kilobytes] = /^Pss:\s*(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '') ?? []
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}

/** These files have no size: Node would make room for the largest each time, which costs more than the reading. */
const room = Buffer.alloc(64 * 1024)

function read(file: string): string | null {
  let descriptor: number | null = null
  try {
    descriptor = openSync(file, 'r')
    let text = ''
    for (;;) {
      const length = readSync(descriptor, room)
      if (length === 0) return text
      text += room.toString('latin1', 0, length)
    }
  } catch {
    return null
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}
