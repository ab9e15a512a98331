/** The user's own jobs by short names: `fit` is `fit.py` in one of his folders, `fit.train` a function of it. */
import { basename, extname } from 'node:path'
import type { JobSpec } from '../../contract/job'
import type { OwnPlace } from '../../contract/own'
import { jobFilesIn } from './scan'

export interface Named {
  readonly file: string
  /** Null: its only one. */
  readonly function: string | null
}

const stemOf = (file: string): string => basename(file, extname(file))

/** Null when no file goes by that name. The first folder that has one wins, and no file is executed to find it. */
export async function ownJobNamed(folders: readonly string[], name: string): Promise<Named | null> {
  for (const folder of folders) {
    const files = (await jobFilesIn(folder)) ?? []
    const whole = files.find((file) => stemOf(file) === name)
    if (whole !== undefined) return { file: whole, function: null }
    const file = files.find((one) => name.startsWith(`${stemOf(one)}.`))
    if (file !== undefined) return { file, function: name.slice(stemOf(file).length + 1) }
  }
  return null
}

/** The short names of whole files, and where these are. */
export async function ownJobNames(folders: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const files = await Promise.all(folders.map(jobFilesIn))
  // The first one of a name is the one that it finds.
  return new Map(
    files
      .flatMap((found) => found ?? [])
      .reverse()
      .map((file) => [stemOf(file), file]),
  )
}

/** What its jobs go by in a list: short where that finds them, else as a path. */
export function nameOf(place: OwnPlace, { file, function: name }: JobSpec, only: boolean): string {
  if (place.kind === 'opened') return only ? file : `${file}:${name}`
  return only ? stemOf(file) : `${stemOf(file)}.${name}`
}
