/**
 * Keeps standard output for the result. A job's C libraries and the programs it starts write to number 1 whatever Python
 * says, so number 1 becomes standard error, and the result goes to a duplicate of what it was.
 */
import type { Addon } from '../../core/engine/addon'
import { host } from '../../core/engine/names'
import type { Output } from './output'

export async function claimStdout(addon: Addon, output: Output): Promise<void> {
  // There, a number of Python's means nothing to Node: each has its own C library.
  if (process.platform === 'win32') return
  const kept = await addon.call(host.keepStdout, []).result
  if (typeof kept !== 'number') throw new Error(`${host.keepStdout} answered ${String(kept)}`)
  await output.moveTo(kept)
  await addon.call(host.divertStdout, []).result
}
