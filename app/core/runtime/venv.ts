/** A virtual environment: its own packages, on the standard library of the Python it was made from. */
import { readFile, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from './fault'
import { exists, type Prefix, prefixAt } from './prefix'

export const VENV_MARK = 'pyvenv.cfg'

export interface Venv {
  readonly base: Prefix
  readonly executable: string
  readonly site: string
  /** Whether the packages of the base are seen as well. */
  readonly withBase: boolean
}

/** `pyvenv.cfg`: lines of `key = value`, keys in any case. */
export function readVenvMark(content: string): ReadonlyMap<string, string> {
  const pairs = content.split(/\r?\n/).flatMap((line) => {
    const at = line.indexOf('=')
    return at < 0 ? [] : [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const]
  })
  return new Map(pairs)
}

export async function venvAt(folder: string, platform: string): Promise<Venv> {
  const mark = readVenvMark(await readFile(join(folder, VENV_MARK), 'utf8'))
  const home = mark.get('home')
  if (home === undefined || home === '') throw new Fault({ what: 'bad-venv' })
  const executable =
    platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python')
  const base = await baseOf(home, executable, platform, await seriesOf(folder, mark))
  if (base === null) throw new Fault({ what: 'no-base', base: home })
  const site =
    platform === 'win32'
      ? join(folder, 'Lib', 'site-packages')
      : join(folder, 'lib', `python3.${base.series}`, 'site-packages')
  const withBase = mark.get('include-system-site-packages')?.toLowerCase() === 'true'
  return { base, executable, site, withBase }
}

/** Which Python it was made for, as `venv` and `virtualenv` write it down. */
async function seriesOf(folder: string, mark: ReadonlyMap<string, string>): Promise<string | undefined> {
  const said = mark.get('version') ?? mark.get('version_info') ?? ''
  const series = /^3\.(\d+)/.exec(said)?.[1]
  if (series === undefined) return undefined
  const freeThreaded = `${series}t`
  return (await exists(join(folder, 'lib', `python3.${freeThreaded}`))) ? freeThreaded : series
}

/** `home` is the folder of the base's program, which a package manager may reach by links. */
async function baseOf(
  home: string,
  executable: string,
  platform: string,
  series: string | undefined,
): Promise<Prefix | null> {
  if (platform === 'win32') return prefixAt(home, platform, series)
  const linked = await realpath(executable).catch(() => executable)
  for (const folder of [dirname(home), dirname(dirname(linked))]) {
    const prefix = await prefixAt(folder, platform, series)
    if (prefix !== null) return prefix
  }
  return null
}
