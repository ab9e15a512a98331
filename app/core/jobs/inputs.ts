/** The files a run reads: found, readable, and remembered with their hash so that a result can be traced to its data. */
import { createHash } from 'node:crypto'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { GilderError } from '../../contract/error'
import type { ParamSchema, ParamsSchema } from '../../contract/job'
import type { InputFile } from '../../contract/run'
import { text } from '../text'

export type Params = Readonly<Record<string, unknown>>

export type PathRole = 'file' | 'folder'

/** Whether a parameter names something on disk. */
export function pathRole(schema: ParamSchema | undefined): PathRole | null {
  switch (schema?.['x-gilder']?.widget) {
    case 'table':
    case 'file':
    case 'array':
    case 'image':
    case 'audio':
      return 'file'
    case 'folder':
      return 'folder'
    default:
      return null
  }
}

/** The same parameters with every path absolute: a record must mean the same wherever it is read. */
export function withAbsolutePaths(schema: ParamsSchema, params: Params): Params {
  const entries = Object.entries(params).map(([name, value]) => {
    if (pathRole(schema.properties[name]) === null) return [name, value] as const
    if (Array.isArray(value)) return [name, value.map((one) => (isPath(one) ? absolute(one) : one))] as const
    return [name, isPath(value) ? absolute(value) : value] as const
  })
  return Object.fromEntries(entries)
}

/** Shells leave a tilde behind an equals sign alone. */
const absolute = (path: string): string =>
  /^~[/\\]/.test(path) ? join(homedir(), path.slice(2)) : resolve(path)

/** Throws a GilderError of kind `input` for the first path that cannot be used. */
export async function readInputs(schema: ParamsSchema, params: Params): Promise<readonly InputFile[]> {
  const inputs: InputFile[] = []
  for (const [name, property] of Object.entries(schema.properties)) {
    const role = pathRole(property)
    const value = params[name] ?? property.default
    for (const path of Array.isArray(value) ? value : [value]) {
      if (!isPath(path)) continue
      if (role === 'file') inputs.push(await readInput(name, path))
      if (role === 'folder') await checkFolder(name, path)
    }
  }
  return inputs
}

const isPath = (value: unknown): value is string => typeof value === 'string' && value !== ''

async function readInput(param: string, path: string): Promise<InputFile> {
  let file: FileHandle | null = null
  try {
    // Looked at before it is opened: opening a named pipe would wait for a writer for ever.
    const entry = await stat(path)
    if (!entry.isFile()) throw new GilderError(text.inputNotFile(param, path))
    file = await open(path, 'r')
    const hash = createHash('sha256')
    for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: 256 * 1024 })) {
      hash.update(chunk)
    }
    return { param, path, bytes: entry.size, modified: entry.mtime.toISOString(), sha256: hash.digest('hex') }
  } catch (error) {
    if (error instanceof GilderError) throw error
    throw new GilderError(text.inputFile(param, path, error))
  } finally {
    await file?.close()
  }
}

async function checkFolder(param: string, path: string): Promise<void> {
  const entry = await stat(path).catch(() => null)
  if (entry === null || !entry.isDirectory()) throw new GilderError(text.inputNotFolder(param, path))
}
