/** Makes the folder of a pack: beside its place, tried out, and then renamed. The runtime is not touched. */
import { mkdir, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { GilderError } from '../../contract/error'
import type { Progress } from '../../contract/run'
import type { PythonFiles } from '../runtime/files'
import { exists } from '../runtime/prefix'
import { reasonOf, text } from '../text'
import { gigabytes } from '../words/phrases'
import type { Pack } from './catalogue'
import { HALF, type Installed, MARKER } from './packs'
import { faultOf, python, teller } from './pip'

export interface Installation {
  readonly pack: Pack
  /** Where it is to be. */
  readonly folder: string
  /** The folder that holds pip, and the Python of the runtime. */
  readonly pip: string
  readonly files: PythonFiles
  /** A folder of wheels to take instead of the network. */
  readonly wheels: string | null
  readonly signal: AbortSignal
  readonly tell: (progress: Progress) => void
}

/** Null when it was called off. Whatever happens, nothing half is left behind. */
export async function install(order: Installation): Promise<Installed | null> {
  const { pack, folder, files, signal } = order
  const series = files.python.split('.').slice(0, 2).join('.')
  if (!pack.python.includes(series))
    throw new GilderError(text.packOtherPython(pack.title, pack.python, files.python))
  const runner = join(order.pip, 'pip', '__pip-runner__.py')
  if (!(await exists(runner))) throw new GilderError(text.packNoInstaller(order.pip))
  const half = join(dirname(folder), `${HALF}${process.pid}-${pack.name}`)
  try {
    await prepare(order, half)
    const site = join(half, 'site')
    await fetchInto(order, runner, site)
    if (signal.aborted) return null
    await tryOut(order, site)
    if (signal.aborted) return null
    const installed = {
      name: pack.name,
      version: pack.version,
      python: files.python,
      bytes: await bytesIn(site),
      requires: pack.requires,
    }
    await writeFile(join(half, MARKER), JSON.stringify(installed))
    // What is there under this name is not whole, or not of this list.
    await rm(folder, { recursive: true, force: true })
    await rename(half, folder)
    return installed
  } catch (error) {
    if (error instanceof GilderError) throw error
    throw new GilderError(text.packFolder(dirname(folder), reasonOf(error)))
  } finally {
    await rm(half, { recursive: true, force: true }).catch(() => {})
  }
}

async function prepare({ pack, folder }: Installation, half: string): Promise<void> {
  const packs = dirname(folder)
  await mkdir(packs, { recursive: true })
  // What a Gilder that was killed has left.
  for (const name of await readdir(packs)) {
    const pid = Number(new RegExp(`^\\${HALF}(\\d+)-`).exec(name)?.[1] ?? Number.NaN)
    if (!Number.isNaN(pid) && !lives(pid)) await rm(join(packs, name), { recursive: true, force: true })
  }
  await mkdir(half)
  const { bavail, bsize } = await statfs(packs)
  // The wheels lie beside what is unpacked of them until that is done.
  const needed = 1e6 * (pack.megabytes.download + pack.megabytes.installed)
  if (bavail * bsize < needed)
    throw new GilderError(text.packNoRoom(pack.title, gigabytes(needed), gigabytes(bavail * bsize)))
}

async function fetchInto(order: Installation, runner: string, site: string): Promise<void> {
  const { pack, files, wheels, signal, tell } = order
  const from = wheels === null ? ['--retries', '1'] : ['--no-index', '--find-links', wheels]
  const { code, lines } = await python(
    files.executable,
    [
      ...[runner, 'install', '--target', site, '--no-deps', '--no-compile', '--only-binary', ':all:'],
      ...['--no-input', '--disable-pip-version-check', '--no-warn-script-location', '--progress-bar', 'raw'],
      ...['--root-user-action', 'ignore', ...from, ...pack.requires],
    ],
    signal,
    teller(pack.requires.length, tell),
  )
  if (code === 0 || signal.aborted) return
  const fault = faultOf(lines)
  if (fault.what === 'offline') throw new GilderError(text.packOffline(pack.title))
  if (fault.what === 'not-found')
    throw new GilderError(text.packNotFound(pack.title, fault.requirement, wheels))
  throw new GilderError(text.packFailed(pack.title, fault.why))
}

/** As a run will have it: after the runtime's own folders, which win. */
const TRIAL = [
  'import sys, importlib',
  'sys.path[:] = sys.argv[2:]',
  'for name in sys.argv[1].split(","): importlib.import_module(name)',
].join('\n')

async function tryOut({ pack, files, signal, tell }: Installation, site: string): Promise<void> {
  tell({ fraction: 0.95, message: `Trying out ${pack.modules.join(', ')}` })
  const args = ['-c', TRIAL, pack.modules.join(','), ...files.searchPaths, site]
  const { code, lines } = await python(files.executable, args, signal)
  if (code !== 0 && !signal.aborted)
    throw new GilderError(text.packUnusable(pack.title, lines.at(-1) ?? `Python ended with code ${code}.`))
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true })
  const sizes = entries.map(async (entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? bytesIn(path) : (await stat(path)).size
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
