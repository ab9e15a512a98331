/** The results of a finished run: their previews, and their files where they are now. */
import { readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { type Artifact, Preview } from '../contract/result'
import type { ResultLine } from './json-line'
import type { Delivery, OutputFolder } from './output-folder'

/** Of a run that has just ended as done: its files have been checked, and their paths lead nowhere else. */
export async function readResults(
  folder: string,
  artifacts: readonly Artifact[],
): Promise<readonly ResultLine[]> {
  const at = (path: string): string => join(folder, ...path.split('/'))
  const results = artifacts.map(async ({ name, label, kind, files, preview }) => ({
    name,
    label,
    kind,
    files: files.map((file) => ({ ...file, path: at(file.path) })),
    preview: Preview.parse(JSON.parse(await readFile(at(preview), 'utf8'))),
  }))
  return Promise.all(results)
}

export interface Destination {
  readonly folder: OutputFolder
  readonly force: boolean
}

/** Copies every file from the run's folder to the one of --out; answers with the results as they stand there. */
export async function deliverResults(
  kept: string,
  results: readonly ResultLine[],
  { folder, force }: Destination,
): Promise<readonly ResultLine[]> {
  const paths = results.flatMap(({ files }) => files.map(({ path }) => path))
  const copies = await folder.deliver(named(kept, paths), force)
  const moved = new Map(paths.map((path, index) => [path, copies[index] ?? path]))
  return results.map((result) => ({
    ...result,
    files: result.files.map((file) => ({ ...file, path: moved.get(file.path) ?? file.path })),
  }))
}

/** `results/table.csv` becomes `table.csv`, and so does a file of the job's own; deeper folders stay visible in the name. */
function named(kept: string, paths: readonly string[]): readonly Delivery[] {
  const taken = new Set<string>()
  return paths.map((path) => {
    const whole = relative(join(kept, 'results'), path).split(sep).join('-')
    const short = whole.replace(/^out-/, '')
    const name = taken.has(short) ? whole : short
    taken.add(name)
    return { from: path, name }
  })
}
