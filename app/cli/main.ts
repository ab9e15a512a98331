/** Flags → core → text and an exit code. */
import { reportOf } from '../contract/error'
import { type Core, openCore } from '../core/core'
import type { Interpreter } from '../core/engine/interpreter'
import type { Layout } from '../core/layout'
import { parseFlags, type Wanted } from './arguments/flags'
import type { Context } from './commands/context'
import { describe } from './commands/describe'
import { list } from './commands/list'
import { run } from './commands/run'
import { version } from './commands/version'
import { exitCodeOfKind, exitCodes } from './exit-code'
import { Interruption, type StopReason } from './interruption'
import { Report } from './report'
import { openScreen, type Screen } from './terminal/streams'

declare const __VERSION__: string

export async function main(argv: readonly string[], layout: Layout, interpreter: Interpreter): Promise<void> {
  const core = openCore({ layout, version: __VERSION__, interpreter })
  // When nobody reads the result any more (`| head`), there is nothing left to do.
  const screen = openScreen(() => void core.jobs.close(0).finally(() => core.exit(exitCodes.ok)))
  const code = await answer(argv, core, screen)
  await screen.flush()
  core.exit(code)
}

async function answer(argv: readonly string[], core: Core, screen: Screen): Promise<number> {
  const given = (flag: string): boolean => argv.includes(flag)
  const report = new Report(screen, given('--json'), given('--verbose'))
  try {
    const wanted = parseFlags(argv)
    if (wanted.do === 'help') {
      screen.out(wanted.text)
      return exitCodes.ok
    }
    const interruption = new Interruption({
      say: (reason) => screen.err(wanted.shared.quiet ? '' : `${screen.live ? '\n' : ''}${words[reason]}\n`),
      leave: (code) => core.exit(code),
      giveUp: (code) => void core.jobs.close(0).finally(() => core.exit(code)),
    })
    interruption.listen()
    return await obey(wanted, { core, shared: wanted.shared, screen, interruption, report })
  } catch (thrown) {
    const error = reportOf(thrown)
    const exit = exitCodeOfKind(error.kind)
    report.failure({ exit, error })
    return exit
  }
}

const words: Readonly<Record<StopReason, string>> = {
  signal: 'Cancelling … (once more to leave at once)',
  timeout: 'The time is over; cancelling …',
}

function obey(wanted: Exclude<Wanted, { do: 'help' }>, context: Context): Promise<number> {
  switch (wanted.do) {
    case 'version':
      return version(context)
    case 'list':
      return list(context)
    case 'describe':
      return describe(context, wanted.job)
    case 'run':
      return run(context, wanted.run)
  }
}
