/** What can be wrong with a cluster. */
import type { ErrorReport } from '../../contract/error'

export const clusterWords = {
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
  noSavedCluster: {
    kind: 'usage',
    message: 'No address of a cluster is saved.',
    hint: 'Give one, as in --cluster tcp://host:8786, or save it: gilder --save-cluster tcp://host:8786.',
  } satisfies ErrorReport as ErrorReport,
  badSavedCluster: (file: string): ErrorReport => ({
    kind: 'usage',
    message: `The file ${file} with the saved address of a cluster is damaged.`,
    hint: 'Save it again: gilder --save-cluster tcp://host:8786.',
  }),
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
} as const
