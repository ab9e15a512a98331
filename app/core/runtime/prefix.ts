/**
 * Where the parts of an installed CPython lie: in a plain installation and in a conda environment alike, which differ
 * by system only. Nothing is asked of the Python itself: starting it would be to run what was not checked yet.
 */
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Fault } from './fault'

export interface Prefix {
  readonly folder: string
  /** `12` of 3.12; `t` behind it for a build without the GIL. */
  readonly series: string
  readonly libpython: string
  readonly executable: string
  /** The standard library and its compiled modules. */
  readonly stdlib: readonly string[]
  /** The folder for packages; it need not exist. */
  readonly site: string
}

export const exists = async (path: string): Promise<boolean> => (await stat(path).catch(() => null)) !== null

const names = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => [])

async function first(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if (await exists(path)) return path
  return null
}

/** Null when there is no Python. `series` chooses among several, as `/usr` may have them. */
export async function prefixAt(folder: string, platform: string, series?: string): Promise<Prefix | null> {
  return platform === 'win32' ? onWindows(folder, series) : onUnix(folder, platform, series)
}

async function onWindows(folder: string, wanted: string | undefined): Promise<Prefix | null> {
  const found = (await names(folder)).flatMap((name) => /^python3(\d+t?)\.dll$/i.exec(name)?.[1] ?? [])
  const series = found.find((each) => wanted === undefined || each === wanted)
  if (series === undefined) return null
  return {
    folder,
    series,
    libpython: join(folder, `python3${series}.dll`),
    executable: join(folder, 'python.exe'),
    stdlib: [join(folder, 'Lib'), join(folder, 'DLLs')],
    site: join(folder, 'Lib', 'site-packages'),
  }
}

async function onUnix(folder: string, platform: string, wanted: string | undefined): Promise<Prefix | null> {
  const stdlib = await standardLibrary(folder, wanted)
  if (stdlib === null) return null
  const python = basename(stdlib)
  const series = python.slice('python3.'.length)
  const libpython = await first(await libraries(folder, platform, python))
  if (libpython === null) throw new Fault({ what: 'not-shared', folder })
  const bin = join(folder, 'bin')
  return {
    folder,
    series,
    libpython,
    executable: (await first([join(bin, python), join(bin, 'python3')])) ?? join(bin, python),
    stdlib: [stdlib, join(stdlib, 'lib-dynload')],
    site: join(stdlib, 'site-packages'),
  }
}

/** `lib/python3.12`, or Fedora's `lib64/python3.12`. */
async function standardLibrary(folder: string, wanted: string | undefined): Promise<string | null> {
  const found: string[] = []
  for (const lib of ['lib', 'lib64']) {
    for (const name of await names(join(folder, lib))) {
      const [, series] = /^python3\.(\d+t?)$/.exec(name) ?? []
      if (series === undefined || (wanted !== undefined && series !== wanted)) continue
      if (await exists(join(folder, lib, name, 'os.py'))) found.push(join(folder, lib, name))
    }
  }
  if (found.length < 2) return found[0] ?? null
  // Of several, the one that the folder's own `python3` is.
  const main = await realpath(join(folder, 'bin', 'python3')).catch(() => '')
  return found.find((path) => basename(path) === basename(main)) ?? found[0] ?? null
}

async function libraries(folder: string, platform: string, python: string): Promise<readonly string[]> {
  const lib = join(folder, 'lib')
  // A framework's library lies at the top, and is called Python.
  if (platform === 'darwin') return [join(lib, `lib${python}.dylib`), join(folder, 'Python')]
  // Debian has a folder for every architecture.
  const architectures = (await names(lib)).filter((name) => name.includes('-linux-gnu'))
  const folders = [lib, join(folder, 'lib64'), ...architectures.map((name) => join(lib, name))]
  return folders.map((path) => join(path, `lib${python}.so.1.0`))
}
