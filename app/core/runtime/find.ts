/** Looks at the runtime's files and says whether it can be used. Nothing is loaded: that would be too late to find out. */
import { open, readFile, stat } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { RuntimeManifest, type RuntimeState, type RuntimeStatus } from '../../contract/runtime'
import { type RuntimeFault, type RuntimeOrigin, reasonOf, runtimeHint, runtimeMessage } from '../text'
import { HEADER_BYTES, readBinary } from './machine'

/** The one minor version the shipped packages are made for. */
export const PYTHON_SERIES = '3.11'

export interface FoundRuntime {
  readonly status: RuntimeStatus
  /** Null unless the status is `ok`. */
  readonly manifest: RuntimeManifest | null
}

export interface RuntimeQuestion extends RuntimeOrigin {
  readonly folder: string
  readonly platform: string
  readonly arch: string
}

export async function findRuntime(question: RuntimeQuestion): Promise<FoundRuntime> {
  const { folder } = question
  let manifest: RuntimeManifest | null = null
  try {
    manifest = await readManifest(folder)
    await checkManifest(question, manifest)
  } catch (error) {
    const fault =
      error instanceof Fault ? error.fault : ({ what: 'unreadable', reason: reasonOf(error) } as const)
    const status: RuntimeStatus = {
      state: stateOf(fault),
      folder,
      message: runtimeMessage(folder, fault),
      hint: runtimeHint(question),
      python: manifest?.python ?? null,
      packages: manifest?.packages ?? {},
    }
    return { status, manifest: null }
  }
  const { python, packages } = manifest
  return { status: { state: 'ok', folder, message: '', hint: '', python, packages }, manifest }
}

class Fault extends Error {
  readonly fault: RuntimeFault
  constructor(fault: RuntimeFault) {
    super(fault.what)
    this.fault = fault
  }
}

function stateOf(fault: RuntimeFault): RuntimeState {
  switch (fault.what) {
    case 'no-folder':
    case 'no-manifest':
      return 'missing'
    case 'bad-manifest':
    case 'no-file':
    case 'bad-binary':
    case 'cut-off':
    case 'unreadable':
      return 'corrupt'
    case 'machine':
      return 'wrong-arch'
    case 'version':
      return 'wrong-version'
  }
}

async function readManifest(folder: string): Promise<RuntimeManifest> {
  const entry = await stat(folder).catch(() => null)
  if (entry === null || !entry.isDirectory()) throw new Fault({ what: 'no-folder' })
  const text = await readFile(join(folder, 'runtime.json'), 'utf8').catch(() => null)
  if (text === null) throw new Fault({ what: 'no-manifest' })
  try {
    return RuntimeManifest.parse(JSON.parse(text))
  } catch {
    throw new Fault({ what: 'bad-manifest' })
  }
}

async function checkManifest(question: RuntimeQuestion, manifest: RuntimeManifest): Promise<void> {
  const here = `${question.platform} ${question.arch}`
  const made = `${manifest.platform} ${manifest.arch}`
  if (made !== here) throw new Fault({ what: 'machine', found: made, wanted: here })
  if (!manifest.python.startsWith(`${PYTHON_SERIES}.`)) {
    throw new Fault({ what: 'version', found: manifest.python, wanted: PYTHON_SERIES })
  }
  for (const name of [manifest.libpython, manifest.executable]) await checkBinary(question, name)
  for (const name of manifest.searchPaths) {
    const entry = await stat(inside(question.folder, name)).catch(() => null)
    if (entry === null) throw new Fault({ what: 'no-file', file: name })
  }
}

async function checkBinary(question: RuntimeQuestion, name: string): Promise<void> {
  const file = await open(inside(question.folder, name), 'r').catch(() => null)
  if (file === null) throw new Fault({ what: 'no-file', file: name })
  try {
    const head = new Uint8Array(HEADER_BYTES)
    const { bytesRead } = await file.read(head, 0, HEADER_BYTES, 0)
    const binary = readBinary(head.subarray(0, bytesRead))
    if (binary === null) throw new Fault({ what: 'bad-binary', file: name })
    if (!binary.machines.includes(question.arch)) {
      throw new Fault({
        what: 'machine',
        found: binary.machines.join(' and '),
        wanted: question.arch,
        file: name,
      })
    }
    if ((await file.stat()).size < binary.minimumBytes) throw new Fault({ what: 'cut-off', file: name })
  } finally {
    await file.close()
  }
}

/** A manifest is data from a folder the user may have pointed at: it names files of its own folder or none. */
function inside(folder: string, name: string): string {
  const path = join(folder, name)
  const way = relative(folder, path)
  if (way === '' || way.startsWith('..') || isAbsolute(way)) throw new Fault({ what: 'bad-manifest' })
  return path
}
