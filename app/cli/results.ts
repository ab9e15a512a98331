/** The results of a finished run: their previews, and their files where they are now. */
import { readFile } from 'node:fs/promises'
import { type Artifact, Preview } from '../contract/result'
import { fileInside } from '../core/store/artifacts'
import type { ResultLine } from './json-line'
import type { Delivery, OutputFolder } from './output-folder'

export interface Destination {
  readonly folder: OutputFolder
  readonly force: boolean
}

export async function readResults(
  folder: string,
  artifacts: readonly Artifact[],
): Promise<readonly ResultLine[]> {
  const results = artifacts.map(async ({ name, label, kind, files, preview }) => {
    const { path } = await fileInside(folder, preview)
    const found = files.map(async (file) => ({ ...file, path: (await fileInside(folder, file.path)).path }))
    return {
      name,
      label,
      kind,
      files: await Promise.all(found),
      preview: Preview.parse(JSON.parse(await readFile(path, 'utf8'))),
    }
  })
  return Promise.all(results)
}

/** Copies every file to the folder of --out; answers with the results as they stand there. */
export async function deliverResults(
  artifacts: readonly Artifact[],
  results: readonly ResultLine[],
  { folder, force }: Destination,
): Promise<readonly ResultLine[]> {
  const deliveries = artifacts.flatMap((artifact, index) =>
    artifact.files.map((file, place): Delivery => {
      const from = results[index]?.files[place]?.path ?? ''
      return { from, name: fileName(file.path) }
    }),
  )
  const paths = [...(await folder.deliver(deliveries, force))]
  return results.map((result) => ({
    ...result,
    files: result.files.map((file) => ({ ...file, path: paths.shift() ?? file.path })),
  }))
}

/** `results/table.csv` becomes `table.csv`; deeper folders stay visible in the name. */
const fileName = (path: string): string => path.replace(/^results\//, '').replaceAll('/', '-')
