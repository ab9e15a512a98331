/**
 * A small file in the data folder that outlives Gilder. It is replaced as a whole and checked when it is read; what a
 * newer Gilder wrote is never written over, and what is damaged is put beside before it is.
 */
import { readFile, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from './atomic'
import { makeFolder } from './folder'

export type Found<T> =
  | { readonly state: 'kept'; readonly kept: T }
  | { readonly state: 'none' }
  | { readonly state: 'newer' }
  | { readonly state: 'damaged'; readonly aside: string }
  | { readonly state: 'unreadable'; readonly error: unknown }

const Versioned = z.object({ version: z.number() })

export class KeptFile<T extends { readonly version: number }> {
  /** False where another version's file lies: it is not ours to replace. */
  private ours = true

  constructor(
    readonly file: string,
    private readonly shape: z.ZodType<T>,
    private readonly version: T['version'],
    /** False leaves the disk as it is, whatever is read and written. */
    private readonly keeps = true,
  ) {}

  /** A damaged file is moved aside, where somebody may want to look at it. Never rejects. */
  async read(): Promise<Found<T>> {
    let content: string
    try {
      content = await readFile(this.file, 'utf8')
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      return isMissing ? { state: 'none' } : { state: 'unreadable', error }
    }
    const plain = json(content)
    const versioned = Versioned.safeParse(plain)
    if (versioned.success && versioned.data.version > this.version) {
      this.ours = false
      return { state: 'newer' }
    }
    const kept = this.shape.safeParse(plain)
    return kept.success
      ? { state: 'kept', kept: kept.data }
      : { state: 'damaged', aside: await this.setAside() }
  }

  /** Resolves when it is on disk, or at once when that is a newer Gilder's; rejects with what the system says. */
  async write(content: T): Promise<void> {
    if (!this.ours || !this.keeps) return
    await makeFolder(dirname(this.file))
    await writeDurably(this.file, `${JSON.stringify(content, null, 1)}\n`)
  }

  private async setAside(): Promise<string> {
    const aside = join(dirname(this.file), `${basename(this.file, '.json')}.damaged.json`)
    if (this.keeps) await rename(this.file, aside).catch(() => {})
    return aside
  }
}

function json(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return null
  }
}
