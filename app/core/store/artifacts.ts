/** Checks the files a job left: a record that says "done" only names files that are there, whole, and the run's own. */
import { lstat, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { type ErrorReport, GilderError } from '../../contract/error'
import type { Artifact } from '../../contract/result'
import { reasonOf, text } from '../text'

/** Null when every file of every artifact is in order. */
export async function checkArtifacts(
  folder: string,
  artifacts: readonly Artifact[],
): Promise<ErrorReport | null> {
  const reports = await Promise.all(artifacts.map((artifact) => checkArtifact(folder, artifact)))
  return reports.find((report) => report !== null) ?? null
}

async function checkArtifact(folder: string, artifact: Artifact): Promise<ErrorReport | null> {
  try {
    await fileInside(folder, artifact.preview)
    for (const file of artifact.files) {
      const { bytes } = await fileInside(folder, file.path)
      if (bytes !== file.bytes) throw new Error(`${file.path} has ${bytes} bytes instead of ${file.bytes}`)
    }
    return null
  } catch (error) {
    return text.badArtifact(artifact.name, reasonOf(error))
  }
}

export interface InsideFile {
  readonly path: string
  readonly bytes: number
}

/** The absolute path of a regular file of the folder. Links, other kinds of files and ways out of it are refused. */
export async function fileInside(folder: string, relative: string): Promise<InsideFile> {
  const parts = relative.split('/')
  const climbs = parts.some((part) => part === '' || part === '.' || part === '..')
  // Backslash and colon are separators on Windows, and no name that Gilder gives needs them.
  if (climbs || /[\\:\0]/.test(relative))
    throw new GilderError(text.badArtifact(relative, 'its path is not allowed'))
  const path = join(folder, ...parts)
  const entry = await lstat(path)
  if (!entry.isFile()) throw new GilderError(text.badArtifact(relative, 'it is not a regular file'))
  // A folder on the way may be a link; only the resolved path tells.
  const [root, real] = await Promise.all([realpath(folder), realpath(path)])
  if (!real.startsWith(root + sep))
    throw new GilderError(text.badArtifact(relative, 'it lies outside of the run folder'))
  return { path: real, bytes: entry.size }
}
