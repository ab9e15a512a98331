/**
 * `leaving.cjs WAY WORK DELAY`: leaves in that way while Python does that work; by itself, or waits for the signal that
 * is the way. Says `busy` once the work has begun. In Electron's main process as well as in Node.
 */
'use strict'
const { addon, started } = require('./start.cjs')

const app = process.type === 'browser' ? require('electron').app : undefined
const [way, work, delay] = process.argv.slice(-3)

const ways = {
  exit: () => process.exit(5),
  throw: () => {
    throw new Error('nobody catches this')
  },
  'addon.exit': () => addon.exit(5),
  'app.exit': () => app.exit(5),
  'app.quit': () => app.quit(),
}

const ignore = () => {}
let seen = 0
const onEvent = () => {
  seen += 1
  if (seen > 1) return
  process.stdout.write('busy\n')
  if (way in ways) setTimeout(ways[way], Number(delay))
}
const call = (name, ...args) => addon.call(`boundary_leaving:${name}`, args, { onEvent }).result.catch(ignore)

async function manyResults() {
  for (;;) await call('megabytes', 8)
}

async function main() {
  // Where nobody listens, Electron shows a dialog for an uncaught exception: an app says itself how it ends.
  if (app !== undefined && way === 'throw') process.once('uncaughtException', () => app.exit(1))
  await app?.whenReady()
  await started()
  if (way === 'end') {
    // A pending call would keep Node alive; what a thread of Python's does must not.
    process.exitCode = 6
    await call('in_a_thread', work, new Float64Array(1 << 21))
  } else if (work === 'results') manyResults()
  else if (work === 'all') {
    // More than the pool has threads for: some of it is running, some of it waits.
    manyResults()
    for (const some of ['events', 'matmul', 'lent', 'loop']) call(some, new Float64Array(1 << 20))
  } else call(work, new Float64Array(1 << 21))
}

main()
