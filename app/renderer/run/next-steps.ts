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

/** `known`: whether the job is still in the list, so that there is a form to edit. */
export function nextSteps(
  run: Pick<Run, 'checkpoint'>,
  kind: ErrorKind,
  known: boolean,
): readonly NextStep[] {
  const steps = byKind[kind].filter((step) => known || step !== 'edit')
  return run.checkpoint === null ? steps : ['continue', ...steps]
}
