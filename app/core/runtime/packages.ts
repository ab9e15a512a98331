/** What is installed in a Python, read from the names of files. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Prefix } from './prefix'

/** Distribution name → version; of folders that hold the same, the first counts, as it does for imports. */
export async function packagesIn(folders: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const packages: Record<string, string> = {}
  for (const folder of [...folders].reverse()) {
    for (const name of await readdir(folder).catch(() => [])) {
      const [, distribution, version] = /^(.+?)-([^-]+)\.(?:dist|egg)-info$/.exec(name) ?? []
      // In the names of files a dash is an underscore.
      if (distribution !== undefined && version !== undefined) {
        packages[distribution.replaceAll('_', '-')] = version
      }
    }
  }
  return packages
}

/** `3.12.1`, by the headers or conda's own list; `3.12` without both. */
export async function versionOf(prefix: Prefix, platform: string): Promise<string> {
  const series = `3.${prefix.series.replace('t', '')}`
  const include = platform === 'win32' ? 'include' : join('include', `python3.${prefix.series}`)
  const header = await readFile(join(prefix.folder, include, 'patchlevel.h'), 'utf8').catch(() => '')
  const said = /^#define\s+PY_VERSION\s+"(3\.\d+\.\d+)/m.exec(header)?.[1]
  if (said?.startsWith(`${series}.`)) return said
  const listed = await readdir(join(prefix.folder, 'conda-meta')).catch(() => [])
  const found = listed.flatMap((name) => /^python-(3\.\d+\.\d+)-/.exec(name)?.[1] ?? [])
  return found.find((version) => version.startsWith(`${series}.`)) ?? series
}

/** Stands for the environment where no environment.yml does. */
export function environmentKey(python: string, packages: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([python, sorted]))
    .digest('hex')
}
