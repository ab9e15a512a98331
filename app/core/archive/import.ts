/**
 * A run from a zip file, which may come from anybody: nothing of it is written outside of the new run's folder, nothing
 * that its own list does not name, no more than fits, and it counts only when every checksum is right.
 */
import { createWriteStream } from 'node:fs'
import { open as openFile, readFile, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { GilderError, reportOf } from '../../contract/error'
import { isFinished, type Run } from '../../contract/run'
import { CODE } from '../jobs/code'
import { checkArtifacts } from '../store/artifacts'
import { makeFolder } from '../store/folder'
import { decodeRun, isNewer, RECORD } from '../store/record'
import type { RunStore } from '../store/store'
import { reasonOf, text } from '../text'
import { meter } from './export'
import { MANIFEST, Manifest, type ManifestFile } from './manifest'

/** A list for more files than that would be no run of ours. */
const MOST_FILES = 100_000
const LARGEST_MANIFEST = 64 * 1024 * 1024
const GIGA = 1e9

export async function importRun(store: RunStore, file: string): Promise<Run> {
  const refuse = (why: string): GilderError => new GilderError(text.importUnreadable(file, why))
  let zip: ZipFile
  try {
    zip = await openPromise(file, { autoClose: false, lazyEntries: true, strictFileNames: true })
  } catch (error) {
    throw refuse(zipReason(error))
  }
  try {
    const entries = await entriesOf(zip, refuse)
    const manifest = await manifestOf(zip, entries, file, refuse)
    const plan = planOf(manifest, entries, refuse)
    return await store.receive(async (folder) => {
      await checkRoom(folder, file, manifest)
      for (const { entry, listed } of plan) await extract(zip, entry, listed, folder, refuse)
      return recordOf(folder, manifest, file, refuse)
    })
  } catch (error) {
    if (error instanceof GilderError) throw error
    throw refuse(zipReason(error))
  } finally {
    zip.close()
  }
}

type Refuse = (why: string) => GilderError

/** The library's own sentences begin in lower case and end without a full stop, as ours do. */
const zipReason = (error: unknown): string =>
  error instanceof Error && 'code' in error
    ? reasonOf(error)
    : `it is damaged or no zip file (${reasonOf(error)})`

async function entriesOf(zip: ZipFile, refuse: Refuse): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MOST_FILES) throw refuse('it holds too many files')
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue
    if (entries.has(entry.fileName)) throw refuse(`it holds ${entry.fileName} twice`)
    entries.set(entry.fileName, entry)
  }
  return entries
}

async function manifestOf(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  file: string,
  refuse: Refuse,
): Promise<Manifest> {
  const entry = entries.get(MANIFEST)
  if (entry === undefined) throw refuse(`${MANIFEST} is not in it`)
  if (entry.uncompressedSize > LARGEST_MANIFEST) throw refuse(`its ${MANIFEST} is too large`)
  const chunks: Buffer[] = []
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as Readable) chunks.push(chunk as Buffer)
  const plain = json(Buffer.concat(chunks).toString('utf8'))
  const { format } = typeof plain === 'object' && plain !== null && 'format' in plain ? plain : { format: 0 }
  if (typeof format === 'number' && format > 1) throw new GilderError(text.importNewer(file))
  const parsed = Manifest.safeParse(plain)
  if (!parsed.success) throw refuse(`its ${MANIFEST} is damaged`)
  return parsed.data
}

interface Planned {
  readonly entry: Entry
  readonly listed: ManifestFile
}

/** Every file is in the list and every listed one is there; none has a path that leads anywhere else. */
function planOf(
  { run, files }: Manifest,
  entries: ReadonlyMap<string, Entry>,
  refuse: Refuse,
): readonly Planned[] {
  const paths = new Set<string>()
  const plan = files.map((listed) => {
    const climbs = listed.path.split('/').some((part) => part === '' || part === '.' || part === '..')
    if (climbs || /[\\:\0]/.test(listed.path)) throw refuse(`the path ${listed.path} is not allowed`)
    if (paths.has(listed.path)) throw refuse(`${listed.path} is listed twice`)
    paths.add(listed.path)
    const entry = entries.get(`${run}/${listed.path}`)
    if (entry === undefined) throw refuse(`${listed.path} is missing`)
    if (entry.uncompressedSize !== listed.bytes)
      throw refuse(`${listed.path} is not as long as its list says`)
    return { entry, listed }
  })
  const other = [...entries.keys()].find(
    (name) => name !== MANIFEST && !paths.has(name.slice(run.length + 1)),
  )
  if (other !== undefined) throw refuse(`${other} is not in its list`)
  return plan
}

async function checkRoom(folder: string, file: string, { files }: Manifest): Promise<void> {
  const needs = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const words = (bytes: number): string => `${(bytes / GIGA).toFixed(bytes < GIGA ? 3 : 1)} GB`
  if (needs > free) throw new GilderError(text.importTooLarge(file, words(needs), words(free)))
}

/** Never more bytes than the entry declares: the library ends a stream that goes on beyond them. */
async function extract(
  zip: ZipFile,
  entry: Entry,
  listed: ManifestFile,
  folder: string,
  refuse: Refuse,
): Promise<void> {
  const to = join(folder, ...listed.path.split('/'))
  await makeFolder(dirname(to))
  const { measure, measured } = meter()
  const source = await zip.openReadStreamPromise(entry)
  await pipeline(source, measure, createWriteStream(to, { flags: 'wx', mode: 0o644 }))
  const { bytes, sha256 } = measured()
  if (bytes !== listed.bytes || sha256 !== listed.sha256)
    throw refuse(`the checksum of ${listed.path} is wrong`)
  const handle = await openFile(to, 'r+')
  await handle.sync().finally(() => handle.close())
}

async function recordOf(
  folder: string,
  { run: id, files }: Manifest,
  file: string,
  refuse: Refuse,
): Promise<Run> {
  const content = await readFile(join(folder, RECORD), 'utf8').catch(() => '')
  let run: Run
  try {
    run = decodeRun(id, folder, content)
  } catch (error) {
    throw isNewer(reportOf(error)) ? new GilderError(text.importNewer(file)) : refuse(text.badRecord)
  }
  if (!isFinished(run.state)) throw refuse('its run has not ended')
  const problem = await checkArtifacts(folder, run.results)
  if (problem !== null) throw refuse('a file that its record names is missing')
  // The list says that the file came whole; the record, that it is still what the job had written.
  const sums = new Map(files.map(({ path, sha256 }) => [path, sha256]))
  const written = [
    ...run.results.flatMap((artifact) => artifact.files),
    ...run.code.map((each) => ({ ...each, path: `${CODE}/${each.path}` })),
  ]
  const other = written.find(({ path, sha256 }) => sha256 !== undefined && sums.get(path) !== sha256)
  if (other !== undefined) throw refuse(`${other.path} was changed after the run had written it`)
  return { ...run, owner: null, worker: null, imported: new Date().toISOString() }
}

function json(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return null
  }
}
