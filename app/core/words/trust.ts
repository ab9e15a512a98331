/** What is said of files that nobody has agreed to execute, and of the folders whose files are the user's own. */
import type { ErrorReport } from '../../contract/error'

export const trustWords = {
  notTrusted: ({
    file,
    what,
    changed,
  }: {
    readonly file: string
    readonly what: 'job' | 'checkpoint'
    readonly changed: boolean
  }): ErrorReport =>
    what === 'checkpoint'
      ? {
          kind: 'trust',
          message: `The checkpoint ${file} came with an imported run, and reading it would execute what is in it.`,
          hint: 'Continue the run with --trust, or agree in the window, if you trust whoever made it.',
        }
      : {
          kind: 'trust',
          message: changed
            ? `${file}, or what it imports from beside it, has changed since you trusted it, and was not executed.`
            : `${file} is not among the files you trust, and was not executed: even to look at its jobs is to run it.`,
          hint: 'If you trust it, say so with --trust, or open it in the window. A folder of your own: --add-folder.',
        },
  tooMuchCode: (file: string): ErrorReport => ({
    kind: 'trust',
    message: `${file} imports more from beside it than can be looked over: over 5,000 files or 100 MB.`,
    hint: 'Put it into a folder of its own, or make its folder one of your jobs (--add-folder).',
  }),
  placesDamaged: (file: string, aside: string): ErrorReport => ({
    kind: 'output',
    message: `The file ${file} with the places of your own jobs was damaged.`,
    hint: `Add the folders again; the damaged file is kept as ${aside}.`,
  }),
  placesNewer: (file: string): ErrorReport => ({
    kind: 'output',
    message: `The file ${file} with the places of your own jobs was written by a newer version of Gilder.`,
    hint: 'Only the folder of jobs in the data folder is listed: use the newer Gilder.',
  }),
  placesUnreadable: (file: string, why: string): ErrorReport => ({
    kind: 'output',
    message: `The file ${file} with the places of your own jobs cannot be read: ${why}.`,
    hint: 'Only the folder of jobs in the data folder is listed; check the rights of the file.',
  }),
  placesUnwritable: (file: string, why: string): ErrorReport => ({
    kind: 'output',
    message: `Where your own jobs are cannot be kept in ${file}: ${why}.`,
    hint: 'What was changed counts until Gilder ends; make room or check the rights of the folder.',
  }),
  ownFileMissing: (file: string): ErrorReport => ({
    kind: 'input',
    message: `${file} is not there any more.`,
    hint: 'Put it back, or remove it from the list.',
  }),
  noJobFile: (file: string): ErrorReport => ({
    kind: 'input',
    message: `${file} is no file of jobs.`,
    hint: 'Open a Python file (.py), or a folder of them.',
  }),
  jobsFolderMissing: (folder: string, why: string): ErrorReport => ({
    kind: 'input',
    message: `The folder ${folder} cannot be read: ${why}.`,
    hint: 'Check its path, or whether its drive is there.',
  }),
  notListed: (path: string): ErrorReport => ({
    kind: 'usage',
    message: `${path} is not among the folders and files of your own jobs.`,
    hint: 'gilder --list shows them.',
  }),
} as const
