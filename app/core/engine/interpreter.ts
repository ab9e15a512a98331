/** The Python inside this process: found, loaded and initialised once, on first use. Knows nothing of jobs. */
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { GilderError } from '../../contract/error'
import type { Layout } from '../layout'
import { type FoundRuntime, findRuntime } from '../runtime/find'
import { type RuntimeOrigin, text } from '../text'
import type { Addon } from './addon'
import { host } from './names'

/** Two runs and the short calls of a form (columns, checks) must not wait for each other. */
const LEAST_THREADS = 4
const MOST_THREADS = 8

export const poolSize = (): number => Math.min(MOST_THREADS, Math.max(LEAST_THREADS, cpus().length))

export class Interpreter {
  private readonly layout: Layout
  private readonly prepare: (addon: Addon) => Promise<void>
  private found: Promise<FoundRuntime> | null = null
  private started: Promise<Addon> | null = null
  private addon: Addon | null = null

  /** `prepare` is done with a new interpreter before anybody else's code runs in it. */
  constructor(layout: Layout, prepare: (addon: Addon) => Promise<void> = async () => {}) {
    this.layout = layout
    this.prepare = prepare
  }

  /** Looks at the runtime's files, once; loads nothing. */
  runtime(): Promise<FoundRuntime> {
    const { runtime: folder } = this.layout
    const { platform, arch } = process
    this.found ??= findRuntime({ folder, ...this.origin, platform, arch })
    return this.found
  }

  /** Every caller waits for the same start, and a failure stays one: it is a GilderError of kind `runtime`. */
  start(): Promise<Addon> {
    this.started ??= this.load()
    return this.started
  }

  /** Starts what the first call would have to wait for; a failure shows itself at that call. */
  warm(): void {
    this.start()
      .then((addon) => addon.call(host.preload, []).result)
      .catch(() => {})
  }

  /** Leaves at once; through the addon when Python is loaded, since torch does not survive an orderly end. */
  exit(code: number): never {
    if (this.addon !== null) this.addon.exit(code)
    process.exit(code)
  }

  private get origin(): RuntimeOrigin {
    return { packaged: this.layout.packaged, named: this.layout.runtimeNamed }
  }

  private async load(): Promise<Addon> {
    const { status, files } = await this.runtime()
    if (files === null) throw new GilderError(text.runtimeUnusable(status))
    const addon = loadAddon(this.layout.addon)
    try {
      await addon.start({
        libpython: files.libpython,
        home: files.home,
        executable: files.executable,
        searchPaths: [...files.searchPaths, this.layout.pythonPath],
        threads: poolSize(),
      })
      this.addon = addon
      await this.prepare(addon)
    } catch (error) {
      throw new GilderError(text.pythonDoesNotStart(status.folder, messageOf(error), this.origin))
    }
    return addon
  }
}

function loadAddon(file: string): Addon {
  try {
    return createRequire(file)(file) as Addon
  } catch (error) {
    throw new GilderError(text.addonUnusable(file, messageOf(error)))
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
