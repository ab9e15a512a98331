/** Every sentence the core says about a problem: what is wrong, and what to do about it. Nothing else words one. */
import type { ErrorReport } from '../contract/error'
import type { RuntimeStatus } from '../contract/runtime'

/** What can be wrong with the runtime's files. */
export type RuntimeFault =
  | { readonly what: 'no-folder' }
  | { readonly what: 'no-python' }
  | { readonly what: 'no-base'; readonly base: string }
  | { readonly what: 'bad-venv' }
  | { readonly what: 'not-shared'; readonly folder: string }
  | { readonly what: 'bad-manifest' }
  | { readonly what: 'no-file'; readonly file: string }
  | { readonly what: 'bad-binary'; readonly file: string }
  | { readonly what: 'cut-off'; readonly file: string }
  | { readonly what: 'unreadable'; readonly reason: string }
  | { readonly what: 'machine'; readonly found: string; readonly wanted: string; readonly file?: string }
  | { readonly what: 'version'; readonly found: string; readonly wanted: string }

export function runtimeMessage(folder: string, fault: RuntimeFault): string {
  switch (fault.what) {
    case 'no-folder':
      return `There is no Python runtime at ${folder}.`
    case 'no-python':
      return `The folder ${folder} holds no Python runtime: neither runtime.json nor a Python is in it.`
    case 'no-base':
      return `The virtual environment ${folder} was made from a Python in ${fault.base}, which is not there any more.`
    case 'bad-venv':
      return `The virtual environment ${folder} is damaged: pyvenv.cfg does not say which Python it was made from.`
    case 'not-shared':
      return `The Python at ${fault.folder} has no shared library (libpython), so that it cannot run inside Gilder.`
    case 'bad-manifest':
      return `The Python runtime at ${folder} is damaged: runtime.json cannot be read.`
    case 'no-file':
      return `The Python runtime at ${folder} is damaged: ${fault.file} is missing.`
    case 'bad-binary':
      return `The Python runtime at ${folder} is damaged: ${fault.file} is not a program library.`
    case 'cut-off':
      return `The Python runtime at ${folder} is damaged: ${fault.file} is cut off.`
    case 'unreadable':
      return `The Python runtime at ${folder} cannot be read: ${fault.reason}.`
    case 'machine': {
      const what = fault.file === undefined ? 'It' : fault.file
      return `The Python runtime at ${folder} is for another machine: ${what} is for ${fault.found}, this is ${fault.wanted}.`
    }
    case 'version':
      return `The Python runtime at ${folder} is Python ${fault.found}; Gilder needs Python ${fault.wanted}.`
  }
}

/** Where the runtime's folder came from, and with it who can put it right. */
export interface RuntimeOrigin {
  readonly packaged: boolean
  /** Whether GILDER_RUNTIME names it. */
  readonly named: boolean
}

export function runtimeHint({ packaged, named }: RuntimeOrigin): string {
  if (named) return 'GILDER_RUNTIME names this folder: correct or unset it.'
  return packaged
    ? 'Install Gilder again, or point GILDER_RUNTIME to a whole runtime.'
    : 'Run "npm run setup" to make it, or point GILDER_RUNTIME to a whole runtime.'
}

/** An operating system's error code in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? (error instanceof Error ? error.message : String(error))
}

/** The same of a folder that was to be made, where "it does not exist" would puzzle. */
export function whyNotMade(error: unknown): string {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  return isMissing ? 'it cannot be made there' : reasonOf(error)
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'no space left on device',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its symbolic links go in a circle',
  EIO: 'the disk reports an error',
}

const didYouMean = (near: string | null): string => (near === null ? '' : ` Did you mean "${near}"?`)

/** A length of time as its giver would say it. */
const span = (seconds: number): string => (seconds === 1 ? '1 second' : `${seconds} seconds`)

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6).toLocaleString('en-GB')} MB`

const list = (names: readonly string[]): string => names.join(', ')

const gigabytes = (bytes: number): string =>
  bytes < 1e9 ? `${(bytes / 1e6).toFixed(0)} MB` : `${(bytes / 1e9).toFixed(2)} GB`

const unwritable = (path: string, why: string): ErrorReport => ({
  kind: 'output',
  message: `Gilder cannot write to ${path}: ${why}.`,
  hint: 'Choose another data folder with --data DIR or the environment variable GILDER_DATA.',
})

const newer = 'a newer version of Gilder wrote it'

const search = (message: string, hint: string): ErrorReport => ({ kind: 'usage', message, hint })

export const text = {
  runtimeUnusable: (status: RuntimeStatus): ErrorReport => ({
    kind: 'runtime',
    message: status.message,
    hint: status.hint,
  }),
  addonUnusable: (file: string, why: string): ErrorReport => ({
    kind: 'runtime',
    message: `Gilder's native addon ${file} cannot be loaded.`,
    hint: 'Run "npm run setup" in a checkout, or install Gilder again.',
    traceback: why,
  }),
  pythonDoesNotStart: (folder: string, why: string, origin: RuntimeOrigin): ErrorReport => ({
    kind: 'runtime',
    message: `The Python runtime at ${folder} does not start: ${why}`,
    hint:
      origin.named && why.startsWith('No module named')
        ? 'Install the packages of environment.yml there, or unset GILDER_RUNTIME.'
        : runtimeHint(origin),
  }),
  hostReply: (target: string, why: string): ErrorReport => ({
    kind: 'internal',
    message: `Python answered ${target} with something Gilder does not understand.`,
    hint: 'The app and its Python package are of different versions: install Gilder again.',
    traceback: why,
  }),
  hostRaised: (type: string, message: string, traceback: string | undefined): ErrorReport => ({
    kind: type === 'MemoryError' ? 'memory' : 'internal',
    message: type === 'MemoryError' ? 'Python ran out of memory.' : `${type}: ${message}`,
    hint:
      type === 'MemoryError'
        ? 'Close other programs, or give the job less data.'
        : 'This is a fault in Gilder: please report it with the traceback.',
    type,
    ...(traceback === undefined ? {} : { traceback }),
  }),

  unknownJob: (name: string, near: string | null, known: readonly string[]): ErrorReport => ({
    kind: 'usage',
    message: `There is no job named "${name}".${didYouMean(near)}`,
    hint: known.length === 0 ? 'No job can be listed here.' : `The jobs are: ${list(known)}.`,
  }),
  jobFileMissing: (file: string, why: string): ErrorReport => ({
    kind: 'input',
    message: `The job file ${file} cannot be read: ${why}.`,
    hint: 'Check the path of the .py file.',
  }),
  noJobInFile: (file: string): ErrorReport => ({
    kind: 'job',
    message: `${file} holds no job.`,
    hint: 'A job is a top-level function whose parameters are annotated.',
  }),
  unknownFunction: (
    file: string,
    name: string,
    near: string | null,
    known: readonly string[],
  ): ErrorReport => ({
    kind: 'usage',
    message: `${file} has no job "${name}".${didYouMean(near)}`,
    hint: `Its jobs are: ${list(known)}.`,
  }),
  chooseFunction: (file: string, known: readonly string[]): ErrorReport => ({
    kind: 'usage',
    message: `${file} holds ${known.length} jobs.`,
    hint: `Say which: ${known.map((name) => `${file}:${name}`).join(' or ')}.`,
  }),
  sameJobTwice: (id: string, first: string, second: string): ErrorReport => ({
    kind: 'job',
    message: `Two files hold a job named "${id}": ${first} and ${second}.`,
    hint: 'Rename one of the functions; the first one is used.',
  }),
  jobsFolder: (folder: string, why: string): ErrorReport => ({
    kind: 'runtime',
    message: `The folder of the shipped jobs, ${folder}, cannot be read: ${why}.`,
    hint: 'Install Gilder again.',
  }),

  clusterAddress: (given: string): ErrorReport => ({
    kind: 'usage',
    message: `"${given}" is not the address of a Dask scheduler.`,
    hint: 'Write it as tcp://host:8786, or local:4 for workers on this machine.',
  }),
  clusterScheme: (given: string, scheme: string): ErrorReport => ({
    kind: 'usage',
    message: `Gilder cannot reach ${given}: it speaks to Dask schedulers over tcp://, not over ${scheme}://.`,
    hint: 'Let the scheduler listen on tcp:// too, behind a tunnel (ssh -L) where the network is not to be trusted.',
  }),
  localWorkers: (given: string, most: number): ErrorReport => ({
    kind: 'usage',
    message: `"${given}" does not name a number of workers from 1 to ${most}.`,
    hint: 'Write local:4 for four workers on this machine.',
  }),
  noCluster: {
    kind: 'usage',
    message: 'The run is to go to a cluster, but no scheduler is named.',
    hint: 'Give its address, as in tcp://host:8786.',
  } satisfies ErrorReport as ErrorReport,
  localClusterInOrder: (given: string): ErrorReport => ({
    kind: 'usage',
    message: `"${given}" is no cluster that is running.`,
    hint: `Start one with "gilder --cluster ${given}" and give the address that it prints.`,
  }),
  localClusterEnded: (why: string): ErrorReport => ({
    kind: 'cluster',
    message: 'The Dask cluster on this machine could not be started.',
    hint: 'Look at the cause with --verbose, or use the address of another one.',
    traceback: why,
  }),
  localClusterLost: {
    kind: 'cluster',
    message: 'The Dask cluster on this machine has ended by itself.',
    hint: 'It may have run out of memory: start it again with fewer workers.',
  } satisfies ErrorReport as ErrorReport,
  clusterServiceEnded: (why: string): ErrorReport => ({
    kind: 'internal',
    message: 'The part of Gilder that speaks to clusters has ended.',
    hint: 'Run it again; if this comes back, please report it with the cause.',
    traceback: why,
  }),

  unknownParameter: (near: string | null, known: readonly string[]): string => {
    if (near !== null) return `There is no such parameter.${didYouMean(near)}`
    return known.length === 0
      ? 'There is no such parameter: this job takes none.'
      : `There is no such parameter. The parameters are: ${list(known)}.`
  },
  missingParameter: 'A value is needed.',
  largeParameter: (bytes: number, most: number): string =>
    `The value is too large to be kept with the run (${megabytes(bytes)} of at most ${megabytes(most)}): put it into a file and give its path.`,
  oddParameter: 'The value is no text, number, list or the like, holds itself, or is nested too deeply.',

  inputFile: (field: string, path: string, error: unknown): ErrorReport => ({
    kind: 'input',
    field,
    message: `The file ${path} cannot be read: ${reasonOf(error)}.`,
    hint: 'Check the path and the rights of the file.',
  }),
  inputNotFile: (field: string, path: string): ErrorReport => ({
    kind: 'input',
    field,
    message: `${path} is not a regular file.`,
    hint: 'Give the path of a file.',
  }),
  inputNotFolder: (field: string, path: string): ErrorReport => ({
    kind: 'input',
    field,
    message: `${path} is not a folder.`,
    hint: 'Give the path of a folder that exists.',
  }),

  dataFolder: (path: string, error: unknown): ErrorReport => unwritable(path, whyNotMade(error)),
  runFolderUnwritable: (path: string, error: unknown): ErrorReport => unwritable(path, reasonOf(error)),
  runFolder: (path: string, why: string): ErrorReport => ({
    kind: 'input',
    message: `The run folder ${path} cannot be read: ${why}.`,
    hint:
      why === newer
        ? 'Open it with that version; this one leaves it as it is.'
        : 'The other runs are not affected; removing it moves it to the folder "quarantine" beside them.',
  }),
  newerRun: newer,
  oddRecord: 'its run.json is not a regular file',
  badRecord: 'its run.json is damaged',
  noRecord: 'its run.json is missing',
  unknownRun: (id: string): ErrorReport => ({
    kind: 'usage',
    message: `There is no run "${id}".`,
    hint: 'It may have been removed.',
  }),
  runIsBusy: (id: string): ErrorReport => ({
    kind: 'usage',
    message: `The run "${id}" has not ended.`,
    hint: 'Cancel it first.',
  }),
  runElsewhere: (id: string, pid: number): ErrorReport => ({
    kind: 'usage',
    message: `This run belongs to another Gilder (process ${pid}): ${id}.`,
    hint: 'Cancel it there: in its window, or with Ctrl+C in its terminal.',
  }),
  runHasBegun: (id: string): ErrorReport => ({
    kind: 'usage',
    message: `The run "${id}" has begun already.`,
    hint: 'Its place in the queue counts no more; it can be cancelled.',
  }),
  runHasEnded: (id: string): ErrorReport => ({
    kind: 'usage',
    message: `The run "${id}" has ended.`,
    hint: 'Retry it: that makes a new run with the same parameters.',
  }),
  impossibleStep: (id: string, state: string, event: string): ErrorReport => ({
    kind: 'internal',
    message: `The run "${id}" is ${state}, so that it cannot become ${event}.`,
    hint: 'This is a fault in Gilder: please report it.',
  }),
  notWaiting: (id: string): ErrorReport => ({
    kind: 'usage',
    message: `The run "${id}" does not wait in this queue.`,
    hint: 'Only a waiting run has a place that another can be moved to.',
  }),
  jobHasChanged: (file: string): ErrorReport => ({
    kind: 'input',
    message: `The job file ${file} has changed since this run, or is not there any more.`,
    hint: 'Run the file as it is now, from the command line.',
  }),
  outOfTime: (seconds: number): ErrorReport => ({
    kind: 'timeout',
    message: `The job was stopped because it ran for longer than its limit of ${span(seconds)}.`,
    hint: 'Give it a higher limit, or less to do.',
  }),
  waitsForMemory: (free: number, wanted: number): string =>
    `Waits for memory: ${megabytes(free)} are free, and another run starts when ${megabytes(wanted)} are.`,
  predecessorNotDone: (title: string, state: string): string =>
    `Held, because the run it was to follow, ${title}, is ${state} instead of done.`,
  predecessorGone: 'Held, because the run it was to follow is not there any more.',
  queueFileDamaged: (file: string, aside: string): ErrorReport => ({
    kind: 'output',
    message: `The file ${file} with the settings of the queue was damaged.`,
    hint: `The queue has its usual settings again; the damaged file is kept as ${aside}.`,
  }),
  queueFileNewer: (file: string): ErrorReport => ({
    kind: 'output',
    message: `The file ${file} with the settings of the queue was written by a newer version of Gilder.`,
    hint: 'The queue has its usual settings, and changes of them are not kept: use the newer Gilder.',
  }),
  queueFileUnreadable: (file: string, why: string): ErrorReport => ({
    kind: 'output',
    message: `The file ${file} with the settings of the queue cannot be read: ${why}.`,
    hint: 'The queue has its usual settings; check the rights of the file.',
  }),
  queueFileUnwritable: (file: string, why: string): ErrorReport => ({
    kind: 'output',
    message: `The state of the queue cannot be kept in ${file}: ${why}.`,
    hint: 'What was changed counts until Gilder ends; make room or check the rights of the folder.',
  }),
  commandRefused: {
    kind: 'usage',
    message: 'The settings of the queue stay as they were, because the command was not agreed to.',
    hint: 'Choose something else for the end of the queue, or agree to the command.',
  } satisfies ErrorReport as ErrorReport,
  commandFailed: (command: string, why: string): ErrorReport => ({
    kind: 'usage',
    message: `The command for the end of the queue did not work: ${why}.`,
    hint: `Correct it in the settings of the queue: ${command}`,
  }),
  noSqlite: (why: string): ErrorReport => ({
    kind: 'internal',
    message: 'SQLite, which keeps the history searchable, cannot be loaded.',
    hint: 'Install Gilder again.',
    traceback: why,
  }),
  queryTooLong: (most: number): ErrorReport =>
    search(`The search is longer than ${most} characters.`, 'Search for fewer words.'),
  queryQuote: search('A quotation mark in the search has no second one.', 'Close it, or leave it out.'),
  queryNoValue: (piece: string): ErrorReport =>
    search(`In the search, nothing follows "${piece}".`, 'Write the value without a space before it.'),
  queryNumber: (name: string, comparison: string, value: string): ErrorReport =>
    search(
      `The search compares ${name} by "${comparison}" with "${value}", which is not a number.`,
      `Write a number, as in ${name}${comparison}0.5, or compare with =.`,
    ),
  queryField: (field: string, near: string | null, known: readonly string[]): ErrorReport =>
    search(
      `The search has no field "${field}:".${didYouMean(near)}`,
      `The fields are ${list(known)}; to search for the text itself, put it in quotation marks.`,
    ),
  queryState: (state: string, near: string | null, known: readonly string[]): ErrorReport =>
    search(`There is no state "${state}".${didYouMean(near)}`, `The states are ${list(known)}.`),
  queryPinned: (value: string): ErrorReport =>
    search(`"pinned:${value}" is neither yes nor no.`, 'Write pinned:yes or pinned:no.'),
  queryDate: (field: string, value: string): ErrorReport =>
    search(`"${field}:${value}" is not a date.`, `Write ${field}:2026-11-01 or ${field}:2026-11-01T18:30.`),

  rulesUnreadable: (file: string): ErrorReport => ({
    kind: 'input',
    message: `The rules of keeping runs in ${file} cannot be read, so that nothing is removed.`,
    hint: 'Write them as in {"version": 1, "keepDays": 90, "keepBytes": null}, or delete the file.',
  }),
  freed: (runs: number, bytes: number): string =>
    `Removed ${runs === 1 ? 'one old run' : `${runs} old runs`}, which freed ${(bytes / 1e6).toFixed(1)} MB.`,
  freedHint: 'The rules are in history.json of the data folder; a pinned run is kept.',
  noSuchRun: (name: string, near: string | null): ErrorReport => ({
    kind: 'usage',
    message: `There is no run whose name begins with "${name}".${didYouMean(near)}`,
    hint: 'See "gilder --history" for the runs, or say "last" for the newest one.',
  }),
  noRunYet: {
    kind: 'usage',
    message: 'There is no run yet.',
    hint: 'Run a job first, as in "gilder --run describe --input table.csv".',
  } satisfies ErrorReport as ErrorReport,
  severalRuns: (name: string, some: readonly string[]): ErrorReport => ({
    kind: 'usage',
    message: `The names of several runs begin with "${name}".`,
    hint: `Write more of the one you mean: ${list(some)} …`,
  }),
  runIsPinned: (id: string): ErrorReport => ({
    kind: 'usage',
    message: `The run "${id}" is pinned.`,
    hint: `Say "gilder --unpin ${id}" first.`,
  }),
  runGoesOn: (id: string): ErrorReport => ({
    kind: 'usage',
    message: `The run "${id}" has not ended.`,
    hint: 'Wait for its end, or cancel it.',
  }),
  fileExists: (path: string): ErrorReport => ({
    kind: 'output',
    message: `${path} exists already.`,
    hint: 'Choose another name, or allow replacing it with --force.',
  }),
  exportFailed: (path: string, error: unknown): ErrorReport => ({
    kind: 'output',
    message: `The run cannot be written to ${path}: ${reasonOf(error)}.`,
    hint: 'Choose another place.',
  }),
  importUnreadable: (path: string, why: string): ErrorReport => ({
    kind: 'input',
    message: `${path} cannot be imported: ${why}.`,
    hint: 'Import a file that "gilder --export" wrote, and that was copied whole.',
  }),
  importNewer: (path: string): ErrorReport => ({
    kind: 'input',
    message: `${path} cannot be imported: ${newer}.`,
    hint: 'Install that version, and import it there.',
  }),
  importTooLarge: (path: string, needs: string, free: string): ErrorReport => ({
    kind: 'output',
    message: `${path} cannot be imported: it needs ${needs}, and ${free} are free.`,
    hint: 'Make room, or choose another data folder with --data DIR.',
  }),

  badArtifact: (name: string, why: string): ErrorReport => ({
    kind: 'result',
    message: `The job's result "${name}" cannot be used: ${why}.`,
    hint: 'The job has to leave its results as ordinary files in its own folder.',
  }),
  ownerGone: {
    kind: 'internal',
    message: 'The Gilder that ran this ended before the job did.',
    hint: 'Run it again.',
  } satisfies ErrorReport as ErrorReport,
  closedEarly: {
    kind: 'usage',
    message: 'Gilder was closed while this ran.',
    hint: 'Run it again.',
  } satisfies ErrorReport as ErrorReport,

  sweepForm: (given: string): ErrorReport => ({
    kind: 'parameters',
    message: `The sweep "${given}" has no name or no values.`,
    hint: 'Write it as name=values: lr=0.1,0.01 or k=2:10:2.',
  }),
  sweepName: (name: string, near: string | null, known: readonly string[]): ErrorReport => ({
    kind: 'parameters',
    message: `There is no parameter "${name}" to sweep.${didYouMean(near)}`,
    hint: known.length === 0 ? 'The job has no parameters.' : `The parameters are: ${list(known)}.`,
  }),
  sweepTwice: (name: string): ErrorReport => ({
    kind: 'parameters',
    message: `The parameter "${name}" is swept twice.`,
    hint: 'Give all its values in one place.',
  }),
  sweepRange: (name: string, given: string, why: string): ErrorReport => ({
    kind: 'parameters',
    message: `The range ${given} of "${name}" cannot be used: ${why}.`,
    hint: 'Write start:end:step, as in 2:10:2, or start:end:*factor, as in 0.001:1:*10.',
  }),
  sweepStep: (name: string, from: number, to: number): ErrorReport => ({
    kind: 'parameters',
    message: `The range ${from}:${to} of "${name}" has no step.`,
    hint: `Add one, as in ${from}:${to}:${Number(((to - from) / 4).toPrecision(2))}, or draw points from it with a number of samples.`,
  }),
  sweepTooLarge: (most: number): ErrorReport => ({
    kind: 'parameters',
    message: `The sweep has more than ${most.toLocaleString('en-GB')} points.`,
    hint: 'Give fewer values, or draw some of the points with a number of samples.',
  }),
  sweepGoal: (given: string): ErrorReport => ({
    kind: 'parameters',
    message: `It is not known whether a lower or a higher "${given}" is better.`,
    hint: 'Say name:min or name:max.',
  }),
  sweepMetric: (name: string, near: string | null, known: readonly string[]): ErrorReport => ({
    kind: 'parameters',
    message: `The job has no metric "${name}".${didYouMean(near)}`,
    hint: known.length === 0 ? 'It returns no single numbers.' : `Its metrics are: ${list(known)}.`,
  }),
  sweepFailed: (lost: number, all: number, first: ErrorReport | null): ErrorReport => ({
    kind: 'job',
    message: `${lost} of ${all} points of the sweep did not end as done.${first === null ? '' : ` The first: ${first.message}`}`,
    hint: 'The table has the others, and an error for each of these; resume the sweep to run only these again.',
  }),
  noSweep: (run: string): ErrorReport => ({
    kind: 'usage',
    message: `The run "${run}" is no sweep.`,
    hint: 'Only a sweep can be resumed; start another run with the same parameters.',
  }),
  badSweep: (run: string): ErrorReport => ({
    kind: 'input',
    message: `The sweep "${run}" cannot be resumed: its sweep.json is damaged.`,
    hint: 'Start the sweep again; its finished points are kept as runs.',
  }),
  crashed: (how: string, killed: boolean): ErrorReport => ({
    kind: 'crash',
    message: `The job's process crashed: ${how}.`,
    hint: killed
      ? 'If nobody did that by hand, the system was out of memory: give the job less data, or close other programs.'
      : 'The fault is in the job or in a package it uses; Gilder and the other runs are not affected.',
  }),
  workerDoesNotStart: (why: string): ErrorReport => ({
    kind: 'runtime',
    message: `The process for the job did not start: ${why}.`,
    hint: 'Install the Python runtime again, or unset GILDER_RUNTIME if it names another one.',
  }),
  workersDie: (last: ErrorReport): ErrorReport => ({
    ...last,
    message: `Three processes for jobs have died at their start within five minutes, so no more are started. ${last.message}`,
    hint: `${last.hint ?? ''} Then start Gilder again, or choose to try again.`.trim(),
  }),
  tooMuchMemory: (held: number, limit: number): ErrorReport => ({
    kind: 'memory',
    message: `The job held ${gigabytes(held)} of memory, and its limit is ${gigabytes(limit)}.`,
    hint: 'Raise the limit, or run the job on less data.',
  }),
  notResponding: (seconds: number): string =>
    `The job's process has not answered for ${seconds} s: it may be inside a long computation, or stopped. Cancel ends it.`,
  tooSlow: (file: string, seconds: number): ErrorReport => ({
    kind: 'job',
    message: `${file} was not imported within ${seconds} s.`,
    hint: 'Put what takes long into the function of the job: what stands at the top level runs at every import.',
  }),
  noPlacement: (placement: string): ErrorReport => ({
    kind: 'usage',
    message: `This Gilder cannot run jobs in the placement "${placement}".`,
    hint: 'Choose another one.',
  }),
} as const
