/** What can be wrong with the data folder and the folders of the runs. */
import type { ErrorReport } from '../../contract/error'
import { newer, unwritable } from './phrases'
import { reasonOf, whyNotMade } from './system'

export const storeWords = {
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
} as const
