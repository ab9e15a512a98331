/** The packs that there are, from the file that the Python side reads as well. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { GilderError } from '../../contract/error'
import { reasonOf, text } from '../text'

const Entry = z.object({
  title: z.string(),
  purpose: z.string(),
  version: z.string().regex(/^[\w.+-]+$/),
  /** Series of Python it has wheels for: `3.11`. */
  python: z.array(z.string()),
  /** What an author imports of it; each is tried once it has been installed. */
  modules: z.array(z.string()),
  megabytes: z.object({ download: z.number(), installed: z.number() }),
  /** Variables that are set while a job uses it, unless the user has set them. */
  environment: z.record(z.string(), z.string()).default({}),
  /** Every package of it with its exact version: nothing is resolved, so that nothing of the runtime is brought again. */
  requires: z.array(z.string().regex(/^[\w.-]+==[\w.+!-]+$/)).min(1),
})
const Catalogue = z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), Entry)

export interface Pack extends z.infer<typeof Entry> {
  readonly name: string
}

export async function readCatalogue(file: string): Promise<readonly Pack[]> {
  try {
    const entries = Catalogue.parse(JSON.parse(await readFile(file, 'utf8')))
    return Object.entries(entries).map(([name, entry]) => ({ name, ...entry }))
  } catch (error) {
    const why = error instanceof z.ZodError ? 'it is not what a list of packs looks like' : reasonOf(error)
    throw new GilderError(text.packCatalogue(file, why))
  }
}
