/** What the `app://` scheme answers: the window's own files, and the result files of a run by Range. Free of Electron. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileInside } from '../core/store/artifacts'
import { isRunId } from '../core/store/run-id'
import { parseRange } from './byte-range'
import { fileStream } from './file-stream'
import { contentSecurityPolicy, WINDOW_ORIGIN } from './security-policy'

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
}

const mimeOf = (path: string): string => MIME[extname(path).toLowerCase()] ?? 'application/octet-stream'

export interface Roots {
  /** Folder of the built window. */
  readonly renderer: string
  /** Folder of the runs. */
  readonly runs: string
}

export interface FileRequest {
  readonly url: string
  readonly method: string
  /** The header of that name. */
  readonly range: string | null
}

/** Never rejects: a file that is not there and a path that is not allowed look the same from outside. */
export async function answer(roots: Roots, { url, method, range }: FileRequest): Promise<Response> {
  try {
    const { host, pathname } = new URL(url)
    const path = decodeURIComponent(pathname).slice(1)
    if (method !== 'GET') return refuse(405)
    if (host === 'gilder') return await windowFile(roots.renderer, path)
    if (host === 'run') return await runFile(roots.runs, path, range)
  } catch {
    // Answered below.
  }
  return refuse(404)
}

const refuse = (status: number): Response => new Response(null, { status })

async function windowFile(root: string, path: string): Promise<Response> {
  const headers = { 'content-type': mimeOf(path), 'x-content-type-options': 'nosniff' }
  // Inside the asar archive there is no real path to check, so the name itself must be plain.
  if (!/^[\w-]+(\/[\w.-]+)*\.\w+$/.test(path) || path.includes('..')) return refuse(404)
  const body = await readFile(join(root, path))
  if (path !== 'index.html') return new Response(body, { headers })
  const nonce = randomBytes(16).toString('base64')
  return new Response(body.toString('utf8').replaceAll('__NONCE__', nonce), {
    headers: { ...headers, 'content-security-policy': contentSecurityPolicy(nonce) },
  })
}

async function runFile(root: string, path: string, range: string | null): Promise<Response> {
  const [id = '', ...rest] = path.split('/')
  // Below the run's own folder: a link in it must not lead to another run either.
  if (!isRunId(id)) return refuse(404)
  const file = await fileInside(join(root, id), rest.join('/'))
  const headers: Record<string, string> = {
    'content-type': mimeOf(path),
    'accept-ranges': 'bytes',
    'access-control-allow-origin': WINDOW_ORIGIN,
    'x-content-type-options': 'nosniff',
    // A run's folder may hold anything, HTML included: nothing in it may ever run as a page.
    'content-security-policy': "default-src 'none'; sandbox",
  }
  const part = parseRange(range, file.bytes)
  if (part === 'unsatisfiable') {
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${file.bytes}` },
    })
  }
  const { start, end } = part ?? { start: 0, end: file.bytes - 1 }
  if (part !== null) headers['content-range'] = `bytes ${start}-${end}/${file.bytes}`
  headers['content-length'] = String(end - start + 1)
  const body = file.bytes === 0 ? null : await fileStream(file.path, start, end)
  return new Response(body, { status: part === null ? 200 : 206, headers })
}
