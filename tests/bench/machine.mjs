// @ts-check
/** What the numbers were measured on; a busy machine makes them worthless, so it is told. */
import { cpus, loadavg } from 'node:os'

/** @returns {string} */
export function machine() {
  const cores = cpus()
  const load = loadavg()[0] ?? 0
  const busy = load > cores.length / 2 ? ': other programs are at work, do not keep these numbers' : ''
  return `${cores.length} × ${cores[0]?.model ?? 'unknown processor'}, ${process.platform}, load ${load.toFixed(1)} before the run${busy}`
}
