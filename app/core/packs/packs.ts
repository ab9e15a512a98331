/** Which packs are installed, each in a folder of its own that is made as a whole and never changed. */
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { GilderError } from '../../contract/error'
import { reasonOf, text } from '../text'
import { type Pack, readCatalogue } from './catalogue'

/** In the folder of a pack, beside `site`, where its packages are. It is written last. */
export const MARKER = 'pack.json'
/** The beginning of a folder that is being made, or removed. */
export const HALF = '.half-'

export const Installed = z.object({
  name: z.string(),
  version: z.string(),
  python: z.string(),
  bytes: z.number(),
  requires: z.array(z.string()),
})
export type Installed = z.infer<typeof Installed>

export interface Listed {
  readonly pack: Pack
  readonly folder: string
  /** Null when it is not. */
  readonly installed: Installed | null
}

export class Packs {
  constructor(
    /** The catalogue, and the folder that packs are installed in. */
    private readonly file: string,
    readonly folder: string,
  ) {}

  async list(): Promise<readonly Listed[]> {
    const packs = await readCatalogue(this.file)
    return Promise.all(
      packs.map(async (pack) => ({ pack, folder: this.folderOf(pack), installed: await this.read(pack) })),
    )
  }

  async find(name: string): Promise<Listed> {
    const all = await this.list()
    const found = all.find(({ pack }) => pack.name === name)
    if (found === undefined)
      throw new GilderError(
        text.unknownPack(
          name,
          all.map(({ pack }) => pack.name),
        ),
      )
    return found
  }

  /** Throws for the first of these packs that is not installed. */
  async need(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const { pack, installed } = await this.find(name)
      if (installed === null)
        throw new GilderError(text.packMissing({ ...pack, megabytes: pack.megabytes.download }))
    }
  }

  /** Also versions of it that an older Gilder installed. A run that uses it may still need its files: it will fail. */
  async remove(name: string): Promise<void> {
    const { pack } = await this.find(name)
    const names = await readdir(this.folder).catch((): string[] => [])
    const own = names.filter((each) => new RegExp(`^${pack.name}-\\d`).test(each))
    if (own.length === 0) throw new GilderError(text.packNotInstalled(pack))
    try {
      for (const each of own) {
        // Away under its name at once; what takes time comes after that.
        const half = join(this.folder, `${HALF}${process.pid}-${each}`)
        await rename(join(this.folder, each), half)
        await rm(half, { recursive: true, force: true })
      }
    } catch (error) {
      throw new GilderError(text.packFolder(this.folder, reasonOf(error)))
    }
  }

  folderOf(pack: Pack): string {
    return join(this.folder, `${pack.name}-${pack.version}`)
  }

  private async read(pack: Pack): Promise<Installed | null> {
    try {
      const found = Installed.parse(JSON.parse(await readFile(join(this.folderOf(pack), MARKER), 'utf8')))
      return JSON.stringify(found.requires) === JSON.stringify(pack.requires) ? found : null
    } catch {
      return null
    }
  }
}
