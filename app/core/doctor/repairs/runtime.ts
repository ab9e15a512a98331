/** The Python runtime: single files from a whole copy, or all of it made again in a checkout. */
import { reportOf } from '../../../contract/error'
import type { Layout } from '../../layout'
import { compareFiles, type Difference } from '../../runtime/compare'
import { findRuntime } from '../../runtime/find'
import { LISTING, type ListedFile, readListing } from '../../runtime/listing'
import type { Repaired, Surgery } from '../repair'
import { buildAgain } from './build'
import { copyBack, wholeRuntimeIn } from './copy'

const done = (message: string): Repaired => ({ what: 'runtime', state: 'done', message, hint: null })
const failed = (message: string, hint: string): Repaired => ({
  what: 'runtime',
  state: 'failed',
  message,
  hint,
})

export async function repairRuntime(surgery: Surgery): Promise<Repaired> {
  const { layout, from, progress } = surgery
  const { platform, arch } = process
  const origin = { packaged: layout.packaged, named: layout.runtimeNamed }
  const { status } = await findRuntime({ folder: layout.runtime, ...origin, platform, arch })
  const listed = await readListing(layout.runtime)
  const differing = Array.isArray(listed)
    ? (await compareFiles(layout.runtime, listed, progress)).differing
    : null
  const whole = status.state === 'ok' && differing?.length === 0
  if (whole || (layout.runtimeNamed && status.state === 'ok' && listed === null))
    return { what: 'runtime', state: 'nothing', message: 'The Python runtime needs no repair.', hint: null }
  if (layout.runtimeNamed)
    return failed(
      `${layout.runtime} is named by GILDER_RUNTIME and not Gilder's to repair.`,
      'Correct or unset GILDER_RUNTIME.',
    )
  try {
    if (from !== null)
      return await fromCopy(surgery, from, Array.isArray(listed) ? { listed, differing } : null)
    if (!layout.packaged) return done(await buildAgain(surgery))
  } catch (error) {
    const { message, hint = 'See "gilder --doctor" for what is wrong.' } = reportOf(error)
    return failed(message, hint)
  }
  return failed(
    'There is no whole copy of the Python runtime on this machine to repair it from.',
    'Install Gilder again over this one, or say "gilder --repair FOLDER" with a copy of the same version; your runs stay.',
  )
}

interface Known {
  readonly listed: readonly ListedFile[]
  readonly differing: readonly Difference[] | null
}

async function fromCopy({ layout, progress }: Surgery, from: string, known: Known | null): Promise<Repaired> {
  const source = await wholeRuntimeIn(from)
  if (source === null)
    return failed(
      `There is no Python runtime with its list of files (${LISTING}) in ${from}.`,
      'Name the folder of another Gilder of the same version.',
    )
  const listed = known?.listed ?? source.listed
  const differing = known?.differing ?? (await compareFiles(layout.runtime, listed, progress)).differing
  const bad = new Set(differing.map(({ path }) => path))
  const { copied, unfit } = await copyBack({
    from: source.folder,
    to: layout.runtime,
    files: listed.filter(({ path }) => bad.has(path)),
    list: known === null,
  })
  const [first] = unfit
  if (first === undefined) return done(countText(copied, source.folder))
  return failed(
    `${unfit.length} of ${bad.size} files could not be repaired from ${source.folder}: ${first} is not the same there.`,
    wayOut(layout),
  )
}

const countText = (count: number, folder: string): string =>
  `${count === 1 ? '1 file was' : `${count.toLocaleString('en-GB')} files were`} repaired from ${folder}.`

const wayOut = ({ packaged }: Layout): string =>
  packaged ? 'Install Gilder again; your runs stay.' : 'Say "gilder --repair" to make the runtime again.'
