/** Workers as copies of a zygote, of which there is one at a time, or none where that has shown not to work. */
import type { ErrorReport } from '../../../contract/error'
import { startReport } from './ending'
import type { Start } from './process'
import { START_LIMIT_MS, Worker } from './worker'
import { Zygote } from './zygote'

/** What nearly every run needs, as `gilder/worker/zygote.py` names it. */
const PACKAGES = ['numpy', 'pandas', 'pyarrow.parquet']

export interface CopiesParts {
  /** What starts a zygote; throws when nothing is to be started. */
  readonly start: () => Promise<Start>
  /** One has died before it could make a copy. */
  readonly died: (report: ErrorReport) => void
}

export class Copies {
  /** Why there are none any more, for whoever looks into it; each worker is then a fresh process. */
  refusal: string | null = null
  private zygote: Promise<Zygote | null> | null = null
  private readonly packages = new Set<string>()
  private made = 0
  private closed = false

  constructor(private readonly parts: CopiesParts) {}

  static readonly possible: boolean = process.platform === 'linux'

  /** Gets a zygote ready, with the usual packages if those are sure to be needed. */
  async warm(packages: boolean): Promise<void> {
    if (packages) this.want(PACKAGES)
    // A failure shows itself at the first call.
    const zygote = await this.current().catch(() => null)
    if (packages) zygote?.import(PACKAGES, true)
  }

  /** Null where there are none to be had. */
  async copy(): Promise<Worker | null> {
    const zygote = await this.current()
    if (zygote === null) return null
    const process = await zygote.fork()
    if (process === null) {
      // One that has never worked will not with the next. The end of one that has is somebody's deed.
      if (this.made === 0 || zygote.isThreaded) this.refusal = zygote.refusal
      return null
    }
    this.made += 1
    const worker = new Worker(process)
    void worker.ended.then(() => this.learn(worker.packages))
    return worker
  }

  /** Somebody says that what was wrong has been put right. */
  reset(): void {
    if (this.refusal === null) return
    this.refusal = null
    this.zygote = null
  }

  close(): void {
    this.closed = true
    void this.zygote?.then((zygote) => zygote?.finish()).catch(() => {})
    this.zygote = null
  }

  /** What one run has imported, the next ones will. */
  private learn(packages: readonly string[]): void {
    const fresh = packages.filter((name) => !this.packages.has(name))
    if (fresh.length === 0 || this.closed) return
    this.want(fresh)
    void this.zygote?.then((zygote) => zygote?.import(fresh, false)).catch(() => {})
  }

  private want(packages: readonly string[]): void {
    for (const name of packages) this.packages.add(name)
  }

  private async current(): Promise<Zygote | null> {
    for (;;) {
      if (this.refusal !== null || this.closed) return null
      const asked = this.zygote ?? this.begin()
      this.zygote = asked
      const zygote = await asked.catch((error: unknown) => {
        if (this.zygote === asked) this.zygote = null
        throw error
      })
      if (zygote?.usable !== false) return zygote
      if (this.zygote === asked) this.zygote = null
    }
  }

  private async begin(): Promise<Zygote | null> {
    const start = await this.parts.start()
    let zygote: Zygote
    try {
      zygote = await Zygote.start(start)
    } catch (error) {
      // No place for a socket, say.
      this.refusal = error instanceof Error ? error.message : String(error)
      return null
    }
    const limit = setTimeout(() => zygote.process.kill('SIGKILL'), START_LIMIT_MS)
    const ready = await zygote.ready
    clearTimeout(limit)
    if (ready) {
      if (this.packages.size > 0) zygote.import([...this.packages], false)
      if (this.closed) zygote.finish()
      return zygote
    }
    const { exited, stderr } = zygote.process
    if (this.closed) return null
    const report = startReport({ exit: await exited, lastWords: stderr.lastWords })
    this.refusal = report.message
    this.parts.died(report)
    return null
  }
}
