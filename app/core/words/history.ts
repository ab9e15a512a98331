/** What can be wrong with a search, and with taking runs in and out. */
import type { ErrorReport } from '../../contract/error'
import { didYouMean, list, newer, search } from './phrases'
import { reasonOf } from './system'

export const historyWords = {
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
} as const
