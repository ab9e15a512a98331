/** Packs: packages beside the runtime, for jobs that ask for them. */
import { GilderError } from '../../contract/error'
import { install } from '../../core/packs/install'
import type { Listed } from '../../core/packs/packs'
import { text } from '../../core/text'
import { megabytes } from '../../core/words/phrases'
import { exitCodes } from '../exit-code'
import { jsonLine } from '../json-line'
import { reporter, silent } from '../terminal/progress'
import type { Context } from './context'

/** --packs */
export async function packs({ core, screen, shared }: Context): Promise<number> {
  const all = await core.packs.list()
  for (const listed of all) screen.out(shared.json ? lineOf(listed) : textOf(listed))
  return exitCodes.ok
}

/** --install-pack; one that is there already is left as it is. */
export async function installPack(context: Context, name: string, wheels: string | null): Promise<number> {
  const { core, interpreter, screen, shared, interruption, report } = context
  const listed = await core.packs.find(name)
  const { pack, folder } = listed
  const { status, files } = await interpreter.runtime()
  if (files === null) throw new GilderError(text.runtimeUnusable(status))
  const calledOff = new AbortController()
  const show = shared.quiet || shared.json ? silent : reporter(screen, () => Date.now())
  interruption.whenStopped(null, () => calledOff.abort())
  const { signal } = calledOff
  const { pip } = core.layout
  const installed =
    listed.installed ??
    (await install({ pack, folder, pip, files, wheels, signal, tell: show.progress }).finally(show.end))
  if (installed === null) {
    report.failure({ exit: exitCodes.cancelled, error: null })
    if (!shared.quiet) report.stopped(exitCodes.cancelled)
    return exitCodes.cancelled
  }
  if (shared.json) screen.out(lineOf({ ...listed, installed }))
  else if (!shared.quiet) {
    const words = listed.installed === null ? 'is installed' : 'was installed already'
    screen.err(
      `The pack ${pack.title} ${pack.version} ${words}: ${megabytes(installed.bytes)} in ${folder}\n`,
    )
  }
  return exitCodes.ok
}

/** --remove-pack */
export async function removePack({ core, screen, shared }: Context, name: string): Promise<number> {
  const { pack, folder } = await core.packs.find(name)
  await core.packs.remove(name)
  if (shared.json) screen.out(lineOf({ pack, folder, installed: null }))
  else if (!shared.quiet) screen.err(`The pack ${pack.title} is removed.\n`)
  return exitCodes.ok
}

function lineOf({ pack, folder, installed }: Listed): string {
  const { name, title, purpose, version, modules, requires } = pack
  return jsonLine({
    type: 'pack',
    ...{ pack: name, title, purpose, version, modules, requires },
    download: pack.megabytes.download * 1e6,
    folder: installed === null ? null : folder,
    bytes: installed?.bytes ?? null,
  })
}

function textOf({ pack, folder, installed }: Listed): string {
  const state =
    installed === null
      ? `not installed, a download of ${pack.megabytes.download} MB; gilder --install-pack ${pack.name}`
      : `installed, ${megabytes(installed.bytes)} in ${folder}`
  return `${pack.name}  ${pack.title} ${pack.version}: ${pack.purpose}\n  ${state}\n`
}
