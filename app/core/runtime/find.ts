/** Looks at the runtime's files and says whether it can be used. Nothing is loaded: that would be too late to find out. */
import { open, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { RuntimeStatus } from '../../contract/runtime'
import { type RuntimeOrigin, reasonOf, runtimeHint, runtimeMessage } from '../text'
import { Fault, stateOf } from './fault'
import type { Machine, PythonFiles } from './files'
import { foreignPython } from './foreign'
import { HEADER_BYTES, readBinary } from './machine'
import { MANIFEST, ownRuntime } from './own'
import { exists } from './prefix'

export interface FoundRuntime {
  readonly status: RuntimeStatus
  /** Null unless the status is `ok`. */
  readonly files: PythonFiles | null
}

export interface RuntimeQuestion extends RuntimeOrigin, Machine {
  /** One with `runtime.json`, a virtual or conda environment, or a Python installation. */
  readonly folder: string
}

export async function findRuntime(question: RuntimeQuestion): Promise<FoundRuntime> {
  const { folder } = question
  let files: PythonFiles | null = null
  try {
    files = await filesAt(question)
    await checkFiles(question, files)
  } catch (error) {
    const fault =
      error instanceof Fault ? error.fault : ({ what: 'unreadable', reason: reasonOf(error) } as const)
    const status: RuntimeStatus = {
      state: stateOf(fault),
      folder,
      message: runtimeMessage(folder, fault),
      hint: runtimeHint(question),
      python: files?.python ?? null,
      packages: files?.packages ?? {},
    }
    return { status, files: null }
  }
  const { python, packages } = files
  return { status: { state: 'ok', folder, message: '', hint: '', python, packages: { ...packages } }, files }
}

async function filesAt(question: RuntimeQuestion): Promise<PythonFiles> {
  const { folder, platform } = question
  const entry = await stat(folder).catch(() => null)
  if (entry === null || !entry.isDirectory()) throw new Fault({ what: 'no-folder' })
  if (await exists(join(folder, MANIFEST))) return ownRuntime(folder, question)
  return foreignPython(folder, platform)
}

async function checkFiles(question: RuntimeQuestion, files: PythonFiles): Promise<void> {
  for (const path of [files.libpython, files.executable]) await checkBinary(question, path)
  for (const path of files.searchPaths) {
    if (!(await exists(path))) throw new Fault({ what: 'no-file', file: shown(question, path) })
  }
}

/** In the folder's own terms, unless it lies elsewhere, as the base of a virtual environment does. */
function shown({ folder }: RuntimeQuestion, path: string): string {
  const way = relative(folder, path)
  return way.startsWith('..') ? path : way
}

async function checkBinary(question: RuntimeQuestion, path: string): Promise<void> {
  const name = shown(question, path)
  const file = await open(path, 'r').catch(() => null)
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
