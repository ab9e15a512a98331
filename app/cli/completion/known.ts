/** What can be named, from what lies on disk: no Python is started to complete a word. */
import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { JobSpec } from '../../contract/job'
import { cachedJobs } from '../../core/catalog/cache'
import { parseReference } from '../../core/catalog/reference'
import type { Layout } from '../../core/layout'
import { ownJobNames } from '../../core/own/named'
import { Places } from '../../core/own/places'
import { readCatalogue } from '../../core/packs/catalogue'
import { isRunId } from '../../core/store/run-id'
import type { Candidate, Known } from './answer'
import type { Flag } from './flags'

/** Enough to choose from; their names begin with the time. */
const NEWEST = 40

export async function knownIn(layout: Layout, flags: readonly Flag[]): Promise<Known> {
  const places = new Places(layout.places, layout.ownJobs, false)
  const [jobs, folders, runs, own, packs] = await Promise.all([
    cachedJobs(join(layout.cache, 'catalog.json')),
    namesIn(layout.jobs),
    namesIn(layout.runs),
    places.folders().then(ownJobNames),
    readCatalogue(layout.packCatalogue).catch(() => []),
  ])
  const shipped = folders.filter((name) => /^[a-z]/.test(name)).sort()
  const ours = jobs.filter(({ file }) => file.startsWith(layout.jobs))
  return {
    flags,
    // Before they were ever described, the names of their folders have to do.
    jobs: () => [
      ...(ours.length > 0
        ? ours.map(({ id, title }): Candidate => ({ text: id, help: title })).sort(byText)
        : shipped.map((text) => ({ text, help: '' }))),
      ...[...own].map(([text, file]) => ({ text, help: file })),
    ],
    job: (name) => chosen(name, ours, jobs) ?? inFile(own.get(name), jobs),
    packs: () => packs.map(({ name, title }) => ({ text: name, help: title })),
    runs: () =>
      runs
        .filter(isRunId)
        .sort()
        .reverse()
        .slice(0, NEWEST)
        .map((text) => ({ text, help: '' })),
  }
}

function chosen(name: string, ours: readonly JobSpec[], all: readonly JobSpec[]): JobSpec | null {
  const reference = parseReference(name)
  if (reference.type === 'shipped') return ours.find(({ id }) => id === reference.name) ?? null
  const file = resolve(reference.file)
  const inFile = all.filter((job) => job.file === file)
  const named = inFile.find((job) => job.function === reference.function)
  return named ?? (inFile.length === 1 ? inFile[0] : undefined) ?? null
}

/** The one that is known of it. */
function inFile(file: string | undefined, all: readonly JobSpec[]): JobSpec | null {
  const [first, ...others] = all.filter((job) => job.file === file)
  return first !== undefined && others.length === 0 ? first : null
}

const byText = (a: Candidate, b: Candidate): number => (a.text < b.text ? -1 : 1)

const namesIn = (folder: string): Promise<readonly string[]> =>
  readdir(folder).then(
    (names) => names,
    () => [],
  )
