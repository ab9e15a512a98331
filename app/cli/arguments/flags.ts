/** The command line's flags, and the one thing they ask for. */
import { resolve } from 'node:path'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { GilderError } from '../../contract/error'
import type { SweepRequest } from '../../contract/sweep'
import { type ClusterAddress, parseClusterAddress } from '../../core/engine/cluster-address'

export interface Shared {
  readonly json: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  readonly data: string | null
}

export interface RunFlags {
  readonly job: string
  readonly param: readonly string[]
  readonly params: string | null
  readonly input: readonly string[]
  readonly out: string | null
  readonly force: boolean
  readonly timeout: number | null
  /** Everything up to the start, and then only what would have been. */
  readonly dryRun: boolean
  readonly sweep: SweepRequest | null
  /** Null leaves it to the job. */
  readonly placement: 'isolated' | 'app' | null
  readonly cluster: ClusterAddress | null
}

export interface BatchFlags {
  readonly file: string
  readonly parallel: number | null
  readonly force: boolean
  readonly timeout: number | null
}

export type Wanted =
  | { readonly do: 'help'; readonly text: string }
  | { readonly do: 'version'; readonly shared: Shared }
  | { readonly do: 'list'; readonly shared: Shared }
  | { readonly do: 'describe'; readonly job: string; readonly shared: Shared }
  | { readonly do: 'run'; readonly run: RunFlags; readonly shared: Shared }
  | { readonly do: 'resume'; readonly sweep: string; readonly run: RunFlags; readonly shared: Shared }
  | { readonly do: 'batch'; readonly batch: BatchFlags; readonly shared: Shared }
  | { readonly do: 'doctor'; readonly shared: Shared }
  | { readonly do: 'completion'; readonly shell: Shell; readonly shared: Shared }
  | { readonly do: 'repair'; readonly from: string | null; readonly shared: Shared }
  | { readonly do: 'history'; readonly query: string; readonly limit: number; readonly shared: Shared }
  | { readonly do: 'show' | 'remove' | 'pin' | 'unpin'; readonly run: string; readonly shared: Shared }
  | {
      readonly do: 'export'
      readonly run: string
      readonly file: string
      readonly force: boolean
      readonly shared: Shared
    }
  | { readonly do: 'import'; readonly file: string; readonly shared: Shared }
  | { readonly do: 'cluster'; readonly workers: number; readonly shared: Shared }

interface Raw {
  readonly history?: string | true
  readonly limit?: number
  readonly show?: string
  readonly export?: string
  readonly import?: string
  readonly remove?: string
  readonly pin?: string
  readonly unpin?: string
  readonly version?: true
  readonly list?: true
  readonly describe?: string
  readonly run?: string
  readonly doctor?: true
  readonly repair?: true | string
  readonly completion?: Shell
  readonly param?: readonly string[]
  readonly params?: string
  readonly input?: readonly string[]
  readonly out?: string
  readonly force?: true
  readonly timeout?: number
  readonly dryRun?: true
  readonly sweep?: readonly string[]
  readonly samples?: number
  readonly seed?: number
  readonly parallel?: number
  readonly best?: string
  readonly resume?: string
  readonly batch?: string
  readonly isolated?: true
  readonly inApp?: true
  readonly cluster?: string
  readonly json?: true
  readonly quiet?: true
  readonly verbose?: true
  readonly data?: string
}

/** Runs that --history shows unless told. */
const USUAL_LIMIT = 50

const EXAMPLES = `
Examples:
  gilder --list
  gilder --describe describe
  gilder --run describe --input table.csv
  gilder --run kmeans --input table=iris.csv --param k=3 --out results
  gilder --run mine.py:fit --params settings.json --json
  gilder --run kmeans --input iris.csv --sweep k=2:10 --best inertia
  gilder --batch tonight.jsonl --parallel 2
  gilder --doctor
  gilder --run mine.py:fit --cluster tcp://host:8786

Exit codes:
  0 ok, 1 job failed, 2 usage or parameters, 3 runtime unusable, 4 input missing or unreadable,
  5 timeout, 6 crashed or out of memory, 7 some of a sweep or batch not done, 130 cancelled`

/** Throws a GilderError of kind `usage` that says what is wrong with the flags. */
export function parseFlags(argv: readonly string[]): Wanted {
  let help = ''
  const command = build((text) => {
    help += text
  })
  try {
    command.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.code === 'commander.helpDisplayed') return { do: 'help', text: help }
    throw usage(error.message)
  }
  return wanted(command.opts<Raw>(), command.args)
}

/** What the command line can be asked to do, by the names of the flags: one thing at a time. */
export const doings = [
  'list',
  'describe',
  'run',
  'resume',
  'batch',
  'doctor',
  'repair',
  'history',
  'show',
  'export',
  'import',
  'remove',
  'pin',
  'unpin',
  'completion',
  'version',
] as const

const shells = ['bash', 'zsh', 'powershell'] as const
export type Shell = (typeof shells)[number]

/** The definition of all flags. */
export function build(write: (text: string) => void = () => {}): Command {
  const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]
  const exclusive = (flags: string, help: string): Option => {
    const option = new Option(flags, help)
    return option.conflicts(doings.filter((name) => name !== option.attributeName()))
  }
  return new Command('gilder')
    .usage('[flags]')
    .description('Runs numerical Python jobs. Without flags, the window opens.')
    .argument('[words...]')
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: () => {} })
    .configureHelp({ visibleArguments: () => [], helpWidth: 100 })
    .helpOption('--help', 'show this help')
    .addOption(exclusive('--list', 'list the jobs that ship with Gilder'))
    .addOption(exclusive('--describe <job>', 'show the parameters of a job, or of FILE.py[:function]'))
    .addOption(exclusive('--run <job>', 'run a job, or FILE.py[:function]'))
    .addOption(new Option('--param <name=value>', 'set a parameter (repeatable)').argParser(collect))
    .option('--params <file>', 'take parameters from a JSON or YAML file; "-" reads standard input')
    .addOption(
      new Option(
        '--input <name=path>',
        'set an input file; the name may be left out when there is only one',
      ).argParser(collect),
    )
    .option('--out <folder>', 'copy the result files into this folder')
    .option('--force', 'let --out replace files that exist')
    .addOption(new Option('--timeout <seconds>', 'cancel after this time').argParser(seconds))
    .addOption(
      new Option(
        '--sweep <name=values>',
        'run it at each of these values: lr=0.1,0.01 or k=2:10:2 (repeatable)',
      ).argParser(collect),
    )
    .addOption(
      new Option('--samples <number>', 'draw so many points of the sweep at random').argParser(
        counting('samples'),
      ),
    )
    .addOption(new Option('--seed <number>', 'of the drawing; the same seed draws the same').argParser(whole))
    .addOption(
      new Option('--parallel <number>', 'so many runs of a sweep or batch at once').argParser(
        counting('runs'),
      ),
    )
    .option('--best <metric>', 'mark the best point by this metric: loss:min, score:max')
    .addOption(exclusive('--resume <run>', 'run the points of a sweep that are not done'))
    .addOption(exclusive('--batch <file>', 'run each line of a file of JSON lines; "-" reads standard input'))
    .option('--dry-run', 'check everything and show what would be run, without running it')
    .addOption(
      new Option('--isolated', 'run in a process of its own, as jobs from files do').conflicts('inApp'),
    )
    .option('--in-app', "run inside of Gilder's own process, as the shipped jobs do")
    .addOption(
      exclusive('--history [query]', 'list earlier runs, as in "kmeans state:failed k>3 after:2026-11-01"'),
    )
    .addOption(
      new Option('--limit <number>', 'at most so many runs of --history (50)').argParser(counting('runs')),
    )
    .addOption(exclusive('--show <run>', 'show one run: a name, the beginning of one, or "last"'))
    .addOption(exclusive('--export <run>', 'write a run to a zip file, as in "--export last run.zip"'))
    .addOption(exclusive('--import <file>', 'take in a run from such a file'))
    .addOption(exclusive('--remove <run>', 'delete a run'))
    .addOption(exclusive('--pin <run>', 'keep a run whatever the rules of keeping say'))
    .addOption(exclusive('--unpin <run>', 'take that back'))
    .addOption(
      new Option(
        '--cluster <address>',
        'run on a Dask scheduler, tcp://host:8786, or on local:4, four workers started for it; ' +
          'local:4 without --run starts them until Ctrl+C',
      ).conflicts(['isolated', 'inApp']),
    )
    .option('--json', 'write JSON lines to standard output')
    .option('--quiet', 'no progress and no log, only the result and errors')
    .option('--verbose', 'show tracebacks')
    .option('--data <folder>', 'keep runs in this folder instead of the usual data folder')
    .addOption(exclusive('--doctor', 'look over everything that jobs need, and say what to do'))
    .addOption(
      exclusive('--repair [folder]', 'make damaged parts again, or take them from a copy of Gilder there'),
    )
    .addOption(
      exclusive('--completion <shell>', 'write a script that lets the Tab key complete all of this').choices(
        shells,
      ),
    )
    .addOption(exclusive('--version', 'show the versions of Gilder, Python and the packages'))
    .addHelpText('after', EXAMPLES)
}

function wanted(raw: Raw, words: readonly string[]): Wanted {
  const shared: Shared = {
    json: raw.json === true,
    quiet: raw.quiet === true,
    verbose: raw.verbose === true,
    data: raw.data ?? null,
  }
  const { history, show } = raw
  if (history !== undefined) {
    const query = [...(history === true ? [] : [history]), ...words].join(' ')
    return { do: 'history', query, limit: raw.limit ?? USUAL_LIMIT, shared }
  }
  if (raw.export !== undefined) return exported(raw.export, words, raw.force === true, shared)
  const [word] = words
  if (word !== undefined) {
    const near = [...doings, 'help'].includes(word) ? `--${word}` : null
    const guess =
      near === null ? 'Everything is said with flags; see "gilder --help".' : `Did you mean ${near}?`
    throw usage(`"${word}" is not a flag.\n${guess}`)
  }
  if (raw.run !== undefined) {
    const needsSweep = raw.sweep === undefined ? onlyWithSweep(raw) : null
    if (needsSweep !== null)
      throw usage(`${needsSweep} needs --sweep.\nSay what to sweep, as in --sweep k=2:10.`)
    return { do: 'run', run: runFlags(raw, raw.run), shared }
  }
  if (raw.resume !== undefined) {
    refuseBeside('--resume', raw, ['out', 'force', 'timeout', 'parallel'])
    return { do: 'resume', sweep: raw.resume, run: runFlags(raw, raw.resume), shared }
  }
  if (raw.batch !== undefined) {
    refuseBeside('--batch', raw, ['force', 'timeout', 'parallel'])
    const { force, timeout = null, parallel = null } = raw
    return { do: 'batch', batch: { file: raw.batch, force: force === true, timeout, parallel }, shared }
  }
  if (raw.limit !== undefined)
    throw usage('--limit needs --history.\nSay what to list, as in "gilder --history kmeans".')
  const only = onlyWithRun(raw)
  if (only !== null) throw usage(`${only} needs --run.\nSay which job to run, as in "gilder --run describe".`)
  if (raw.cluster !== undefined) {
    const cluster = parseClusterAddress(raw.cluster)
    const alone = doings.every((name) => raw[name] === undefined)
    if (alone && cluster.type === 'local') return { do: 'cluster', workers: cluster.workers, shared }
    throw usage('--cluster needs --run.\nSay which job to run, as in "gilder --run describe".')
  }
  if (show !== undefined) return { do: 'show', run: show, shared }
  if (raw.remove !== undefined) return { do: 'remove', run: raw.remove, shared }
  if (raw.pin !== undefined) return { do: 'pin', run: raw.pin, shared }
  if (raw.unpin !== undefined) return { do: 'unpin', run: raw.unpin, shared }
  if (raw.import !== undefined) return { do: 'import', file: raw.import, shared }
  if (raw.describe !== undefined) return { do: 'describe', job: raw.describe, shared }
  if (raw.list) return { do: 'list', shared }
  if (raw.doctor) return { do: 'doctor', shared }
  if (raw.completion !== undefined) return { do: 'completion', shell: raw.completion, shared }
  if (raw.repair !== undefined)
    return { do: 'repair', from: raw.repair === true ? null : resolve(raw.repair), shared }
  if (raw.version) return { do: 'version', shared }
  throw usage(
    'There is nothing to do.\nSay --list, --describe JOB or --run JOB; "gilder --help" shows them all.',
  )
}

function runFlags(raw: Raw, job: string): RunFlags {
  const { sweep, samples = null, seed = 0, parallel = null, best = null } = raw
  return {
    job,
    param: raw.param ?? [],
    params: raw.params ?? null,
    input: raw.input ?? [],
    out: raw.out ?? null,
    force: raw.force === true,
    timeout: raw.timeout ?? null,
    cluster: raw.cluster === undefined ? null : parseClusterAddress(raw.cluster),
    dryRun: raw.dryRun === true,
    placement: raw.isolated ? 'isolated' : raw.inApp ? 'app' : null,
    sweep: sweep === undefined ? null : { axes: [...sweep], samples, seed, parallel, best },
  }
}

/** By the names that the parser gives them. */
const placements = ['isolated', 'inApp'] as const
const ofRuns = [
  'param',
  'input',
  'params',
  'out',
  'timeout',
  'dryRun',
  'force',
  'sweep',
  'cluster',
  ...placements,
] as const
const ofSweeps = ['samples', 'seed', 'parallel', 'best'] as const

const onlyWithRun = (raw: Raw): string | null =>
  firstOf(
    raw,
    [...ofRuns, ...ofSweeps].filter((name) => name !== 'cluster'),
  )

const onlyWithSweep = (raw: Raw): string | null => firstOf(raw, ofSweeps)

function refuseBeside(flag: string, raw: Raw, allowed: readonly string[]): void {
  const found = firstOf(
    raw,
    [...ofRuns, ...ofSweeps].filter((name) => !allowed.includes(name)),
  )
  if (found !== null)
    throw usage(
      `${found} does nothing beside ${flag}.\nLeave it out; "gilder --help" shows what goes together.`,
    )
}

function firstOf(raw: Raw, names: readonly (keyof Raw)[]): string | null {
  const found = names.find((name) => raw[name] !== undefined)
  return found === undefined ? null : `--${found.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

const counting =
  (what: string) =>
  (text: string): number => {
    const value = whole(text)
    if (value < 1 || value > 100_000)
      throw new InvalidArgumentError(`It is a number of ${what}, from 1 to 100000.`)
    return value
  }

function whole(text: string): number {
  if (!/^-?\d{1,9}$/.test(text.trim())) throw new InvalidArgumentError('It is a whole number.')
  return Number(text)
}

function exported(run: string, words: readonly string[], force: boolean, shared: Shared): Wanted {
  const [file, more] = words
  if (file === undefined)
    throw usage('--export needs a file after the run.\nSay where to, as in "gilder --export last run.zip".')
  if (more !== undefined) throw usage(`"${more}" is not a flag.\nPut a name with spaces in quotation marks.`)
  return { do: 'export', run, file, force, shared }
}

function seconds(text: string): number {
  const value = Number(text)
  // Beyond this a timer of JavaScript overflows and fires at once.
  if (text.trim() === '' || !(value > 0) || value > 2_000_000) {
    throw new InvalidArgumentError('It is a number of seconds, more than 0 and at most 2000000.')
  }
  return value
}

/** The first line says what is wrong, the second what to do. */
function usage(text: string): GilderError {
  const [message = '', hint] = text.replace(/^error: /, '').split('\n')
  const sentence = message.charAt(0).toUpperCase() + message.slice(1)
  return new GilderError({
    kind: 'usage',
    message: /[.?!]$/.test(sentence) ? sentence : `${sentence}.`,
    hint: hint === undefined || hint === '' ? 'See "gilder --help".' : hint.replace(/^\((.*)\)$/, '$1'),
  })
}
