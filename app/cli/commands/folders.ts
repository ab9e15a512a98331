/** Folders of the user's own jobs. */
import { stat } from 'node:fs/promises'
import { GilderError } from '../../contract/error'
import { reasonOf, text } from '../../core/text'
import { exitCodes } from '../exit-code'
import { jsonLine } from '../json-line'
import type { Context } from './context'

/** --add-folder */
export async function addFolder({ core, shared, screen }: Context, folder: string): Promise<number> {
  const entry = await stat(folder).catch((error: unknown) => {
    throw new GilderError(text.jobsFolderMissing(folder, reasonOf(error)))
  })
  if (!entry.isDirectory()) throw new GilderError(text.jobsFolderMissing(folder, 'it is not a folder'))
  await core.places.addFolder(folder)
  if (shared.json) screen.out(jsonLine({ type: 'folder', folder, listed: true }))
  else if (!shared.quiet)
    screen.err(`The jobs of ${folder} are listed from now on, and what is in it is trusted.\n`)
  return exitCodes.ok
}

/** --remove-folder */
export async function removeFolder({ core, shared, screen }: Context, folder: string): Promise<number> {
  if (!(await core.places.remove(folder))) throw new GilderError(text.notListed(folder))
  if (shared.json) screen.out(jsonLine({ type: 'folder', folder, listed: false }))
  else if (!shared.quiet)
    screen.err(`${folder} is listed and trusted no longer; nothing in it was touched.\n`)
  return exitCodes.ok
}
