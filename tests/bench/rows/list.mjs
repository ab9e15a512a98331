// @ts-check
/** Every measurement, in the order of the table. */
import { gigabyteIn, hundredMegabytesIn } from './array-in.mjs'
import { arrayOut, arrayOutReused } from './array-out.mjs'
import { cancel } from './cancel.mjs'
import { fileRead } from './file-read.mjs'
import { inFlight } from './in-flight.mjs'
import { delayInHeldGil, delayInLoop, delayInMatmul } from './loop-delay.mjs'
import { noOp } from './no-op.mjs'
import { quit } from './quit.mjs'
import { start } from './start.mjs'
import { twoCores } from './two-cores.mjs'

/** @type {readonly import('../embedding.mjs').Measurement[]} */
export const measurements = [
  noOp,
  inFlight,
  hundredMegabytesIn,
  gigabyteIn,
  arrayOut,
  arrayOutReused,
  delayInMatmul,
  delayInLoop,
  delayInHeldGil,
  fileRead,
  twoCores,
  start,
  cancel,
  quit,
]
