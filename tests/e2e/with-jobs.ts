/** The same Gilder with other jobs among those it ships: a folder of links to the real one. */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const LINKED = [
  'package.json',
  'out',
  'native',
  'node_modules',
  'python-runtime/env',
  'python-runtime/gilder',
]

/** `names` are folders of tests/e2e/jobs. */
export function withJobs(appFolder: string, names: readonly string[]): string {
  const folder = mkdtempSync(join(process.env.GILDER_TEST_HOME ?? tmpdir(), 'with-jobs-'))
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'python-runtime', 'jobs'), { recursive: true })
  for (const path of LINKED) symlinkSync(join(appFolder, path), join(folder, path))
  for (const name of names) {
    const from = join(appFolder, 'tests', 'e2e', 'jobs', name)
    cpSync(from, join(folder, 'python-runtime', 'jobs', name), { recursive: true })
  }
  return folder
}
