/** What can be wrong with a job's name, its file, its parameters and its inputs. */
import type { ErrorReport } from '../../contract/error'
import { didYouMean, list, megabytes } from './phrases'
import { reasonOf } from './system'

export const jobsWords = {
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
  unknownParameter: (near: string | null, known: readonly string[]): string => {
    if (near !== null) return `There is no such parameter.${didYouMean(near)}`
    return known.length === 0
      ? 'There is no such parameter: this job takes none.'
      : `There is no such parameter. The parameters are: ${list(known)}.`
  },
  secretAgain: (name: string): string =>
    `"${name}" is a secret, which is kept with no run. Give it again (--param ${name}=…).`,
  secretLost: (name: string): ErrorReport => ({
    kind: 'parameters',
    field: name,
    message: `The secret "${name}" of this run is gone: secrets are kept nowhere, and the Gilder that knew it has ended.`,
    hint: 'Run it again with the secret.',
  }),
  secretSwept: (name: string): ErrorReport => ({
    kind: 'parameters',
    field: name,
    message: `"${name}" is a secret and cannot be swept: the points of a sweep are written down.`,
    hint: `Give it one value with --param ${name}=…`,
  }),
  secretOfSweep: (name: string): ErrorReport => ({
    kind: 'parameters',
    field: name,
    message: `"${name}" is a secret, which is not kept with the sweep.`,
    hint: 'Start the sweep again with the secret; points that are done are then run again.',
  }),
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
} as const
