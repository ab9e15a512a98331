/** Every process of an app, by what can still be seen once the app itself is gone. Linux only. */
import { readdirSync, readFileSync } from 'node:fs'
import { startTime } from '../../app/core/store/owner'

interface Seen {
  readonly pid: number
  readonly parent: number
  readonly group: number
}

export interface Family {
  /** With their start times, since numbers come round again. */
  readonly members: ReadonlyMap<number, number>
  readonly groups: ReadonlySet<number>
  /** What stands in the environment of its workers and of all that they start. */
  readonly marks: ReadonlySet<string>
}

/** The process and everything below it, now. */
export function familyOf(first: number): Family {
  const all = everyone()
  const found = new Set([first])
  // Parents are not always listed before their children.
  for (let size = 0; size !== found.size; ) {
    size = found.size
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid)
  }
  const members = new Map<number, number>()
  for (const pid of found) {
    const started = startTime(pid)
    if (started !== null) members.set(pid, started)
  }
  const own = all.find(({ pid }) => pid === process.pid)?.group
  const groups = new Set(all.flatMap(({ pid, group }) => (found.has(pid) && group !== own ? [group] : [])))
  const marks = new Set([...found].flatMap(environment).filter((word) => word.startsWith('GILDER_APP=')))
  return { members, groups, marks }
}

/** Those that are left, each as the words it was started with. */
export function left({ members, groups, marks }: Family): readonly string[] {
  return everyone()
    .filter(
      ({ pid, group }) =>
        startTime(pid) !== null &&
        (members.get(pid) === startTime(pid) ||
          groups.has(group) ||
          environment(pid).some((word) => marks.has(word))),
    )
    .map(({ pid }) => `${pid} ${words(pid, 'cmdline').join(' ').slice(0, 200)}`)
}

function everyone(): readonly Seen[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = read(`/proc/${name}/stat`)
      // The second field is the name in parentheses, which may itself hold spaces and parentheses.
      const [, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return stat === '' ? [] : [{ pid: Number(name), parent: Number(parent), group: Number(group) }]
    })
}

const environment = (pid: number): readonly string[] => words(pid, 'environ')

const words = (pid: number, of: 'environ' | 'cmdline'): readonly string[] =>
  read(`/proc/${pid}/${of}`).split('\0')

/** Empty for one that has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}
