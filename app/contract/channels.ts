/** Names that cross between window and main; free of zod, so that the preload script stays a few lines. */

export const methods = [
  'snapshot',
  'submit',
  'planSweep',
  'submitSweep',
  'sweepRequest',
  'cancel',
  'log',
  'metrics',
  'columns',
  'chooseFile',
  'openFolder',
  'removeRun',
  'hold',
  'release',
  'move',
  'runNext',
  'prioritise',
  'retry',
  'retryFailed',
  'goOn',
  'rerun',
  'pauseQueue',
  'resumeQueue',
  'queueSettings',
  'history',
  'openJobs',
  'chooseJobs',
  'addJobsFolder',
  'removeJobs',
  'showJobs',
  'jobOf',
] as const

export type Method = (typeof methods)[number]

/** One prefix for all, so that anything else is refused by its shape. */
export const channelOf = (method: Method): string => `gilder:${method}`

export const EVENTS_CHANNEL = 'gilder:events'
