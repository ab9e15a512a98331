/** What to offer first after an error, by who has to act. Everything else is in the header of the run. */
import type { ErrorKind } from '../../contract/error'
import type { Run } from '../../contract/run'

export type NextStep = 'continue' | 'edit' | 'rerun' | 'folder'

const byKind: Readonly<Record<ErrorKind, readonly NextStep[]>> = {
  // Other values, or another file.
  usage: ['edit'],
  parameters: ['edit'],
  input: ['edit'],
  memory: ['edit', 'rerun'],
  timeout: ['edit', 'rerun'],
  // Something has been put right elsewhere: the code, the disk, the network.
  job: ['rerun', 'edit'],
  result: ['rerun'],
  output: ['rerun', 'folder'],
  crash: ['rerun'],
  cluster: ['rerun'],
  runtime: ['rerun'],
  trust: ['rerun'],
  internal: ['rerun'],
}

export function nextSteps(run: Pick<Run, 'checkpoint'>, kind: ErrorKind): readonly NextStep[] {
  return run.checkpoint === null ? byKind[kind] : ['continue', ...byKind[kind]]
}
