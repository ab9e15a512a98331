/** Flags → core → text and an exit code. */
import { reportOf } from '../contract/error'
import { openCore } from '../core/core'
import type { Interpreter } from '../core/engine/interpreter'
import type { IsolatedEngine } from '../core/engine/isolated/engine'
import type { Layout } from '../core/layout'
import { parseFlags } from './arguments/flags'
import type { Wanted } from './arguments/wanted'
import { batch } from './commands/batch'
import { cluster, keepCluster } from './commands/cluster'
import { complete, completion } from './commands/completion'
import type { Context } from './commands/context'
import { describe } from './commands/describe'
import { doctor, repair } from './commands/doctor'
import { addFolder, removeFolder } from './commands/folders'
import { history } from './commands/history'
import { exporting, importing, pin, remove } from './commands/keep'
import { list } from './commands/list'
import { installPack, packs, removePack } from './commands/packs'
import { resume, run } from './commands/run'
import { show } from './commands/show'
import { version } from './commands/version'
import { COMPLETE } from './completion/protocol'
import { exitCodeOfKind, exitCodes } from './exit-code'
import { hurry, Interruption, type StopReason } from './interruption'
import { Report } from './report'
import type { Output } from './terminal/output'
import { openScreen } from './terminal/streams'
import { trustAsked } from './trust'

declare const __VERSION__: string

export interface Started {
  readonly layout: Layout
  readonly interpreter: Interpreter
  readonly isolated: IsolatedEngine
  readonly output: Output
  /** Signals to take no notice of. */
  readonly ignored: readonly string[]
}

export async function main(argv: readonly string[], started: Started): Promise<void> {
  const { layout, interpreter, isolated, output, ignored } = started
  const given = (flag: string): boolean => argv.includes(flag)
  const questions = given('--isolated') ? 'isolated' : given('--in-app') ? 'app' : null
  const untouched = given('--dry-run')
  const screen = openScreen(output)
  const ask = trustAsked(screen, given('--trust'), process.env)
  const core = openCore({ layout, version: __VERSION__, interpreter, isolated, questions, untouched, ask })
  const report = new Report(screen, given('--json'), given('--verbose'))
  const interruption = new Interruption({
    say: (reason) => screen.err(given('--quiet') ? '' : `${screen.live ? '\n' : ''}${words[reason]}\n`),
    giveUp: () => void core.jobs.close(0),
  })
  const answered = answer(argv, ignored, { core, interpreter, screen, report, interruption })
  const first = await Promise.race([answered, interruption.left])
  if (typeof first !== 'number') {
    report.left(first, given('--quiet'))
    output.end()
  }
  const code = typeof first === 'number' ? first : first.exit
  const flushed = screen.flush().then(
    () => code,
    (error: unknown) => {
      report.problem(reportOf(error))
      return code === exitCodes.ok ? exitCodes.usage : code
    },
  )
  const hurried = interruption.left.then(({ exit }) => hurry().then(() => exit))
  core.exit(await Promise.race([flushed, hurried]))
}

async function answer(
  argv: readonly string[],
  ignored: readonly string[],
  parts: Omit<Context, 'shared'>,
): Promise<number> {
  const { report, screen, interruption } = parts
  try {
    if (argv[0] === COMPLETE) return await complete(parts, argv.slice(1))
    const wanted = parseFlags(argv)
    if (wanted.do === 'help') {
      screen.out(wanted.text)
      return exitCodes.ok
    }
    interruption.listen(ignored)
    return await obey(wanted, { ...parts, shared: wanted.shared })
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
    case 'addFolder':
      return addFolder(context, wanted.folder)
    case 'removeFolder':
      return removeFolder(context, wanted.folder)
    case 'describe':
      return describe(context, wanted.job)
    case 'run':
      return run(context, wanted.run)
    case 'resume':
      return resume(context, wanted.sweep, wanted.run)
    case 'batch':
      return batch(context, wanted.batch)
    case 'doctor':
      return doctor(context)
    case 'completion':
      return completion(context, wanted.shell)
    case 'repair':
      return repair(context, wanted.from)
    case 'history':
      return history(context, wanted)
    case 'show':
      return show(context, wanted.run)
    case 'remove':
      return remove(context, wanted.run)
    case 'pin':
    case 'unpin':
      return pin(context, wanted.run, wanted.do === 'pin')
    case 'export':
      return exporting(context, wanted)
    case 'import':
      return importing(context, wanted.file)
    case 'cluster':
      return cluster(context, wanted.workers)
    case 'packs':
      return packs(context)
    case 'installPack':
      return installPack(context, wanted.pack, wanted.wheels)
    case 'removePack':
      return removePack(context, wanted.pack)
    case 'saveCluster':
      return keepCluster(context, wanted.address)
  }
}
