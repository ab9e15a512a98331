/** What is wrong with a runtime, thrown where it is found and told once. */
import type { RuntimeState } from '../../contract/runtime'
import type { RuntimeFault } from '../text'

export class Fault extends Error {
  readonly fault: RuntimeFault
  constructor(fault: RuntimeFault) {
    super(fault.what)
    this.fault = fault
  }
}

export function stateOf(fault: RuntimeFault): RuntimeState {
  switch (fault.what) {
    case 'no-folder':
    case 'no-python':
    case 'no-base':
      return 'missing'
    case 'bad-manifest':
    case 'bad-venv':
    case 'no-file':
    case 'bad-binary':
    case 'cut-off':
    case 'not-shared':
    case 'unreadable':
      return 'corrupt'
    case 'machine':
      return 'wrong-arch'
    case 'version':
      return 'wrong-version'
  }
}
