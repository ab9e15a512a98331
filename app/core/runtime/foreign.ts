/** A Python of the user's own: a virtual environment, a conda environment, or an installation. */
import { join } from 'node:path'
import { Fault } from './fault'
import { NEWEST_MINOR, OLDEST_MINOR, type PythonFiles } from './files'
import { environmentKey, packagesIn, versionOf } from './packages'
import { exists, type Prefix, prefixAt } from './prefix'
import { VENV_MARK, venvAt } from './venv'

export async function foreignPython(folder: string, platform: string): Promise<PythonFiles> {
  if (await exists(join(folder, VENV_MARK))) {
    const { base, executable, site, withBase } = await venvAt(folder, platform)
    return files(base, executable, withBase ? [site, base.site] : [site], platform)
  }
  const prefix = await prefixAt(folder, platform)
  if (prefix === null) throw new Fault({ what: 'no-python' })
  return files(prefix, prefix.executable, [prefix.site], platform)
}

async function files(
  base: Prefix,
  executable: string,
  sites: readonly string[],
  platform: string,
): Promise<PythonFiles> {
  const python = await versionOf(base, platform)
  const minor = Number.parseInt(base.series, 10)
  if (base.series.endsWith('t') || minor < OLDEST_MINOR || minor > NEWEST_MINOR) {
    const found = base.series.endsWith('t') ? `${python} without the global interpreter lock` : python
    throw new Fault({ what: 'version', found, wanted: `3.${OLDEST_MINOR} to 3.${NEWEST_MINOR}` })
  }
  const packages = await packagesIn(sites)
  const present: string[] = []
  // A new installation may have no folder for packages yet; one of the standard library must be there.
  for (const site of sites) if (await exists(site)) present.push(site)
  return {
    python,
    environment: environmentKey(python, packages),
    packages,
    libpython: base.libpython,
    home: base.folder,
    executable,
    searchPaths: [...base.stdlib, ...present],
  }
}
