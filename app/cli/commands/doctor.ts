import type { Finding } from '../../contract/doctor'
import { examine, summaryOf } from '../../core/doctor/doctor'
import { repair as repairAll } from '../../core/doctor/repair'
import { exitCodes } from '../exit-code'
import { jsonLine } from '../json-line'
import { findingText, repairText, summaryText } from '../terminal/doctor-text'
import { reporter, silent } from '../terminal/progress'
import type { Context } from './context'

const exits = { runtime: exitCodes.runtime, data: exitCodes.usage } as const

/** --doctor; looks at everything, whatever is wrong with the rest. */
export async function doctor({ core, interpreter, screen, shared }: Context): Promise<number> {
  const show = shared.quiet || shared.json ? silent : reporter(screen, () => Date.now())
  const tell = (finding: Finding): void => {
    show.end()
    if (shared.json) screen.out(jsonLine({ type: 'check', ...finding }))
    else if (!shared.quiet || finding.state !== 'ok') screen.out(findingText(finding, screen.columns))
  }
  const { layout, version } = core
  const findings = await examine({ layout, version, interpreter, progress: show.progress }, tell)
  const summary = summaryOf(findings)
  const exit = summary.unusable === null ? exitCodes.ok : exits[summary.unusable]
  if (shared.json) screen.out(jsonLine({ type: 'doctor', version: 1, exit, ...summary }))
  else if (!shared.quiet) screen.out(summaryText(summary))
  return exit
}

/** --repair; then everything is looked at again, since that it was repaired is only a claim. */
export async function repair(context: Context, from: string | null): Promise<number> {
  const { core, screen, shared } = context
  const show = shared.quiet || shared.json ? silent : reporter(screen, () => Date.now())
  await repairAll(
    {
      layout: core.layout,
      from,
      say: (line) => screen.err(shared.quiet ? '' : `${line}\n`),
      progress: (fraction) => show.progress({ fraction, message: 'reading the files of the Python runtime' }),
    },
    (repaired) => {
      show.end()
      if (shared.json) screen.out(jsonLine({ type: 'repair', ...repaired }))
      else if (!shared.quiet || repaired.state === 'failed') screen.out(repairText(repaired, screen.columns))
    },
  )
  return doctor(context)
}
