/** All flags, as the parser, the help and the completion of shells know them. */
import { Command, InvalidArgumentError, Option } from 'commander'

/** What the parser finds, by the names it gives the flags. */
export interface Raw {
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
  readonly addFolder?: string
  readonly removeFolder?: string
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
  readonly cluster?: true | string
  readonly saveCluster?: string
  readonly packs?: true
  readonly installPack?: string
  readonly removePack?: string
  readonly wheels?: string
  readonly trust?: true
  readonly json?: true
  readonly quiet?: true
  readonly verbose?: true
  readonly data?: string
}

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
  'saveCluster',
  'packs',
  'installPack',
  'removePack',
  'addFolder',
  'removeFolder',
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
    .addOption(exclusive('--list', 'list the jobs that ship with Gilder, and your own'))
    .addOption(
      exclusive('--describe <job>', 'show the parameters of a job, FILE.py[:function] or FILE.ipynb'),
    )
    .addOption(exclusive('--run <job>', 'run a job, FILE.py[:function] or FILE.ipynb'))
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
    .addOption(
      exclusive('--resume <run>', 'go on from a checkpoint of this run, or with the open points of a sweep'),
    )
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
        '--cluster [address]',
        'run on a Dask scheduler, tcp://host:8786, or on local:4, four workers started for it, or on the ' +
          'saved one; local:4 without --run starts them until Ctrl+C',
      ).conflicts(['isolated', 'inApp']),
    )
    .addOption(
      exclusive('--save-cluster <address>', 'keep the address for --cluster without one; "none" forgets it'),
    )
    .addOption(
      exclusive('--packs', 'list the packs: packages beside the runtime, for jobs that ask for them'),
    )
    .addOption(exclusive('--install-pack <pack>', 'download a pack and install it'))
    .option('--wheels <folder>', 'with --install-pack: take its packages from this folder, without network')
    .addOption(exclusive('--remove-pack <pack>', 'remove a pack that was installed'))
    .option(
      '--trust',
      'agree that the files named here are executed, now and later while they stay as they are',
    )
    .addOption(
      exclusive(
        '--add-folder <folder>',
        'list the jobs of this folder, and trust what is in it, now and later',
      ),
    )
    .addOption(exclusive('--remove-folder <folder>', 'take that back; the folder itself stays'))
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

function seconds(text: string): number {
  const value = Number(text)
  // Beyond this a timer of JavaScript overflows and fires at once.
  if (text.trim() === '' || !(value > 0) || value > 2_000_000) {
    throw new InvalidArgumentError('It is a number of seconds, more than 0 and at most 2000000.')
  }
  return value
}
