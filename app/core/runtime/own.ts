/** A runtime of our own making: runtime.json says where everything is. */
import { readFile } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { RuntimeManifest } from '../../contract/runtime'
import { Fault } from './fault'
import { type Machine, type PythonFiles, SHIPPED_SERIES } from './files'

export const MANIFEST = 'runtime.json'

export async function ownRuntime(folder: string, machine: Machine): Promise<PythonFiles> {
  const manifest = await readManifest(folder)
  const here = `${machine.platform} ${machine.arch}`
  const made = `${manifest.platform} ${manifest.arch}`
  if (made !== here) throw new Fault({ what: 'machine', found: made, wanted: here })
  if (!manifest.python.startsWith(`${SHIPPED_SERIES}.`)) {
    throw new Fault({ what: 'version', found: manifest.python, wanted: SHIPPED_SERIES })
  }
  return {
    python: manifest.python,
    environment: manifest.environment,
    packages: manifest.packages,
    libpython: inside(folder, manifest.libpython),
    home: folder,
    executable: inside(folder, manifest.executable),
    searchPaths: manifest.searchPaths.map((name) => inside(folder, name)),
  }
}

async function readManifest(folder: string): Promise<RuntimeManifest> {
  try {
    return RuntimeManifest.parse(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')))
  } catch {
    throw new Fault({ what: 'bad-manifest' })
  }
}

/** A manifest is data from a folder the user may have pointed at: it names files of its own folder or none. */
function inside(folder: string, name: string): string {
  const path = join(folder, name)
  const way = relative(folder, path)
  if (way === '' || way.startsWith('..') || isAbsolute(way)) throw new Fault({ what: 'bad-manifest' })
  return path
}
