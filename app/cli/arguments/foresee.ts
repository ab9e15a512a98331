/** A first look at the flags, before there is time for a proper one: right for right flags, harmless for wrong ones. */
import { parseArgs } from 'node:util'
import { parseReference } from '../../core/catalog/reference'
import { COMPLETE } from '../completion/protocol'

export interface Foresight {
  readonly data: string | null
  /** What will be needed for sure: nothing, Python, or Python with the packages that every shipped job uses. */
  readonly need: 'nothing' | 'python' | 'packages'
  /** Whether that Python is to be a process of its own. */
  readonly isolated: boolean
  /** Whether many runs may come in a row, which are worth a process that waits for the next one. */
  readonly several: boolean
}

export function foresee(argv: readonly string[]): Foresight {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      data: { type: 'string' },
      run: { type: 'string' },
      isolated: { type: 'boolean' },
      'in-app': { type: 'boolean' },
      sweep: { type: 'string' },
      resume: { type: 'string' },
      batch: { type: 'string' },
    },
    strict: false,
  })
  const { data } = values
  // A line that is still being written starts nothing.
  const run = argv[0] === COMPLETE ? undefined : values.run
  const isFile = typeof run === 'string' && parseReference(run).type === 'file'
  const { sweep, resume, batch } = values
  return {
    data: typeof data === 'string' && data !== '' ? data : null,
    need: typeof run === 'string' && run !== '' ? needOf(run) : 'nothing',
    isolated: argv[0] !== COMPLETE && (values.isolated === true || (isFile && values['in-app'] !== true)),
    several: [sweep, resume, batch].some((value) => value !== undefined),
  }
}

/** A file of one's own may get along without packages, and should then not wait for them. */
const needOf = (job: string): Foresight['need'] =>
  parseReference(job).type === 'shipped' ? 'packages' : 'python'
