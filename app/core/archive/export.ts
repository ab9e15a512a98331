/** A run as one zip file: its whole folder, and a list of the files with their checksums. */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { GilderError } from '../../contract/error'
import { isFinished, type Run } from '../../contract/run'
import { syncFolder } from '../store/atomic'
import { text } from '../text'
import { FORMAT, MANIFEST, type Manifest, type ManifestFile } from './manifest'

export interface Export {
  readonly run: Run
  readonly folder: string
  /** The zip file; written beside and renamed, so that it is whole or not there. */
  readonly to: string
  readonly replace: boolean
}

/** Answers with the size of the zip file in bytes. */
export async function exportRun({ run, folder, to, replace }: Export): Promise<number> {
  if (!isFinished(run.state)) throw new GilderError(text.runGoesOn(run.id))
  if (!replace && (await exists(to))) throw new GilderError(text.fileExists(to))
  const beside = join(dirname(to), `.${basename(to).slice(0, 100)}.${randomBytes(6).toString('hex')}`)
  try {
    const zip = new ZipFile()
    // Told by the stream that fails as well.
    zip.on('error', () => {})
    const out = createWriteStream(beside, { flags: 'wx' })
    const written = pipeline(zip.outputStream, out)
    // The writing may fail while files are still read.
    await Promise.race([fill(zip, run.id, folder), written.then(() => new Promise<never>(() => {}))])
    await written
    const bytes = await synced(beside)
    await rename(beside, to)
    await syncFolder(dirname(to))
    return bytes
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {})
    throw error instanceof GilderError ? error : new GilderError(text.exportFailed(to, error))
  }
}

async function fill(zip: ZipFile, id: string, folder: string): Promise<void> {
  const files: ManifestFile[] = []
  for (const path of await regularFiles(folder)) {
    const { measure, measured } = meter()
    const source = createReadStream(join(folder, ...path.split('/')))
    const done = pipeline(source, measure).then(measured)
    zip.addReadStream(measure, `${id}/${path}`)
    files.push({ path, ...(await done) })
  }
  const manifest: Manifest = { format: FORMAT, run: id, files }
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`), MANIFEST)
  zip.end()
}

/** Links and pipes are none of a run's results, and whatever they lead to is not for others. */
async function regularFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = []
  const walk = async (at: string): Promise<void> => {
    for (const entry of await readdir(at, { withFileTypes: true })) {
      const path = join(at, entry.name)
      if (entry.isDirectory()) await walk(path)
      else if (entry.isFile()) found.push(relative(folder, path).split(sep).join('/'))
    }
  }
  await walk(folder)
  return found.sort()
}

interface Meter {
  readonly measure: Transform
  readonly measured: () => Omit<ManifestFile, 'path'>
}

/** Lets everything through, and knows then how much and what it was. */
export function meter(): Meter {
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { measure, measured: () => ({ bytes, sha256: hash.digest('hex') }) }
}

async function synced(file: string): Promise<number> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
