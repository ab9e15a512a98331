/** What can be done with a run that is there: keep it, let it go, carry it to another Gilder. */
import { resolve } from 'node:path'
import { GilderError, reportOf } from '../../contract/error'
import { exportRun } from '../../core/archive/export'
import { findRun } from '../../core/archive/find'
import { importRun } from '../../core/archive/import'
import { pinRun } from '../../core/archive/pin'
import { text } from '../../core/text'
import { exitCodes } from '../exit-code'
import { jsonLine, type Line } from '../json-line'
import { fileSize } from '../terminal/number'
import type { Context } from './context'

/** --remove */
export async function remove(context: Context, name: string): Promise<number> {
  const { core } = context
  const id = await findRun(core.store, core.history, name)
  const run = await core.store.read(id).catch(reportOf)
  if ('pinned' in run && run.pinned) throw new GilderError(text.runIsPinned(id))
  await core.jobs.remove(id)
  const said = 'pinned' in run ? `Removed ${id}.` : `${id} could not be read; it is in the quarantine now.`
  return tell(context, { type: 'removed', run: id }, said)
}

/** --pin, --unpin */
export async function pin(context: Context, name: string, pinned: boolean): Promise<number> {
  const { core } = context
  const { id } = await pinRun(core.store, await findRun(core.store, core.history, name), pinned)
  return tell(
    context,
    { type: pinned ? 'pinned' : 'unpinned', run: id },
    `${pinned ? 'Pinned' : 'Unpinned'} ${id}.`,
  )
}

export interface ExportFlags {
  readonly run: string
  readonly file: string
  readonly force: boolean
}

/** --export */
export async function exporting(context: Context, { run: name, file, force }: ExportFlags): Promise<number> {
  const { core } = context
  const id = await findRun(core.store, core.history, name)
  const run = await core.store.look(id)
  const to = resolve(file)
  const bytes = await exportRun({ run, folder: core.store.folder(id), to, replace: force })
  return tell(
    context,
    { type: 'exported', run: id, file: to, bytes },
    `Wrote ${id} to ${to} (${fileSize(bytes)}).`,
  )
}

/** --import */
export async function importing(context: Context, file: string): Promise<number> {
  const { core } = context
  const { id } = await importRun(core.store, resolve(file))
  const folder = core.store.folder(id)
  return tell(context, { type: 'imported', run: id, folder }, `Imported ${id}.`)
}

async function tell({ core, shared, screen }: Context, line: Line, said: string): Promise<number> {
  // The next command line finds the change without a look at the folders.
  await core.history.settle()
  if (shared.json) screen.out(jsonLine(line))
  else if (!shared.quiet) screen.err(`${said}\n`)
  return exitCodes.ok
}
