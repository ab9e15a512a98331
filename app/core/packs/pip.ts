/** pip as a program of its own, in the runtime's Python: what it says, and what went wrong in words. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Progress } from '../../contract/run'

export interface Ended {
  readonly code: number
  readonly lines: readonly string[]
}

/** Lines of either stream, the last ones kept. A signal that is given ends it, with what it has started. */
export function python(
  executable: string,
  args: readonly string[],
  signal: AbortSignal,
  onLine: (line: string) => void = () => {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const lines: string[] = []
    // Of its own group on POSIX, so that it can be ended whole, and Ctrl+C reaches it through us alone.
    const group = process.platform !== 'win32'
    const child = spawn(executable, ['-I', '-B', '-X', 'utf8', ...args], {
      detached: group,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: surroundings(process.env),
    })
    const stop = (): void => end(child, group)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        if (lines.length > 400) lines.shift()
        onLine(line)
      })
    const settle = (code: number | null): void => {
      signal.removeEventListener('abort', stop)
      resolve({ code: code ?? 1, lines })
    }
    child.once('error', (error) => {
      lines.push(`ERROR: ${error.message}`)
      settle(127)
    })
    child.once('close', settle)
  })
}

/** Electron as Node is what runs here; its Python is none of that. */
const surroundings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(PYTHON|NODE_|ELECTRON_)/i.test(name)))

function end(child: ChildProcess, group: boolean): void {
  if (child.pid === undefined) return
  try {
    process.kill(group ? -child.pid : child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/** From pip's lines, with `--progress-bar raw`, to what a person wants to see. */
export function teller(total: number, tell: (progress: Progress) => void): (line: string) => void {
  let [done, name, told] = [0, '', -1]
  return (line) => {
    const collecting = /^(?:Collecting|Processing) (\S+)/.exec(line)
    const moved = /^Progress (\d+) of (\d+)$/.exec(line)
    if (collecting !== null) {
      name = named(collecting[1] ?? '')
      done += 1
      tell({ fraction: share(done - 1, total), message: `Downloading ${name}` })
    } else if (moved !== null) {
      const [now, whole] = [Number(moved[1]), Number(moved[2])]
      const percent = Math.floor((100 * now) / whole)
      if (percent === told) return
      told = percent
      const size = `${(now / 1e6).toFixed(0)} of ${(whole / 1e6).toFixed(0)} MB`
      tell({ fraction: share(done - 1 + now / whole, total), message: `Downloading ${name}, ${size}` })
    } else if (line.startsWith('Installing collected packages')) {
      tell({ fraction: 0.9, message: 'Unpacking' })
    }
  }
}

/** `tensorflow-cpu==2.21.0`, or the path of a wheel, as name and version. */
function named(wanted: string): string {
  const file = wanted.split(/[\\/]/).at(-1) ?? ''
  return (/^(.+?)==(.+)$/.exec(file) ?? /^(.+?)-(\d[^-]*)-/.exec(file))?.slice(1).join(' ') ?? file
}

/** Downloading is most of it; the rest is for unpacking and trying out. */
const share = (done: number, total: number): number => Math.min(0.9, (0.9 * done) / total)

const UNREACHED =
  /NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|NameResolutionError|ConnectionResetError|SSLError|Max retries exceeded|Temporary failure in name resolution/

export type Fault =
  | { readonly what: 'offline' }
  | { readonly what: 'not-found'; readonly requirement: string }
  | { readonly what: 'other'; readonly why: string }

export function faultOf(lines: readonly string[]): Fault {
  if (lines.some((line) => UNREACHED.test(line))) return { what: 'offline' }
  const missing = lines
    .map((line) => /No matching distribution found for (\S+)/.exec(line)?.[1])
    .find(Boolean)
  if (missing !== undefined) return { what: 'not-found', requirement: missing }
  const last = lines.filter((line) => line.startsWith('ERROR:')).at(-1) ?? lines.at(-1)
  return { what: 'other', why: last?.replace(/^ERROR:\s*/, '') ?? 'pip gives no reason.' }
}
