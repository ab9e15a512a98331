/** Starts the built command line as a process of its own, the way its users do: Electron as Node, no display. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeAll, expect } from 'vitest'
import { Run } from '../../app/contract/run'

export const root = resolve(import.meta.dirname, '../..')
export const samples = {
  penguins: join(root, 'python-runtime/jobs/describe/samples/penguins.csv'),
  iris: join(root, 'python-runtime/jobs/kmeans/samples/iris.csv'),
} as const
/** The jobs that ship, in the order they are listed. */
export const shipped: readonly string[] = readdirSync(join(root, 'python-runtime/jobs')).sort()
export const job = (name: string): string => join(root, 'tests/cli/jobs', name)
export const runtime = join(root, 'python-runtime/env')

export const electron = process.env.GILDER_ELECTRON ?? join(root, '.cache/electron/electron')
export const cli = join(root, 'out/cli/cli.cjs')

beforeAll(() => {
  for (const file of [electron, cli]) {
    if (!existsSync(file)) throw new Error(`${file} is missing: run "npm run build" first.`)
  }
})

export interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

export interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** Resolves when standard error or output holds the text. */
  readonly says: (text: string) => Promise<void>
}

export interface Options {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** What is written to its standard input; null leaves that open. */
  readonly input?: string | null
}

export class Place {
  /** The name has what paths of real users have. */
  readonly folder = mkdtempSync(join(tmpdir(), "gilder cli tëst '測 "))
  readonly data = join(this.folder, 'data')

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts)
  }

  start(args: readonly string[], options: Options = {}): Started {
    // Nothing of the test's own surroundings but what a login shell would give.
    const { PATH = '', HOME = '', LANG = 'C.UTF-8' } = process.env
    const env = {
      PATH,
      HOME,
      LANG,
      GILDER_DATA: this.data,
      GILDER_TRUST: '1',
      ELECTRON_RUN_AS_NODE: '1',
      ...options.env,
    }
    const child = spawn(electron, [cli, ...args], { cwd: options.cwd ?? this.folder, env })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.stdin.on('error', () => {})
    if (options.input !== null) child.stdin.end(options.input ?? '')
    const ended = new Promise<Ended>((settle) => {
      child.on('close', (code, signal) => settle({ code, signal, stdout, stderr }))
    })
    const says = async (text: string): Promise<void> => {
      await expect.poll(() => stdout + stderr, { timeout: 30_000, interval: 20 }).toContain(text)
    }
    return { child, ended, says }
  }

  gilder(args: readonly string[], options: Options = {}): Promise<Ended> {
    return this.start(args, options).ended
  }

  /** The records of all runs, as they are on disk. */
  runs(): readonly Run[] {
    const runs = join(this.data, 'runs')
    if (!existsSync(runs)) return []
    return readdirSync(runs).map((id) =>
      Run.parse(JSON.parse(readFileSync(join(runs, id, 'run.json'), 'utf8'))),
    )
  }
}

const places: Place[] = []

export function place(): Place {
  const made = new Place()
  places.push(made)
  return made
}

afterEach(() => {
  // What a shell leaves behind when it is closed may still be writing.
  for (const { folder } of places.splice(0))
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
})

/** Each line of --json; anything that is not JSON fails the test. */
export function lines(stdout: string): readonly Record<string, unknown>[] {
  expect(stdout.endsWith('\n')).toBe(true)
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

/** Asks the runtime's own Python, without Gilder. */
export async function python(code: string, ...args: readonly string[]): Promise<unknown> {
  const child = spawn(join(runtime, 'bin/python3.11'), ['-I', '-c', code, ...args])
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (text) => (stdout += text))
  child.stderr.on('data', (text) => (stderr += text))
  const status = await new Promise((settle) => child.on('close', settle))
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}
