/** Starts the interpreter, which a process can do once, and runs every case in it. */
'use strict'
const { addon, startOptions } = require('./runtime.cjs')
const { runAll } = require('./suite.cjs')

require('./cases/start.cjs')
require('./cases/values.cjs')
require('./cases/kinds.cjs')
require('./cases/local-time.cjs')
require('./cases/refusals.cjs')
require('./cases/lent-arrays.cjs')
require('./cases/result-arrays.cjs')
require('./cases/out.cjs')
require('./cases/dtypes.cjs')
require('./cases/tensors.cjs')
require('./cases/tables.cjs')
require('./cases/errors.cjs')
require('./cases/error-parts.cjs')
require('./cases/events.cjs')
require('./cases/cancel.cjs')
require('./cases/interrupt.cjs')
require('./cases/collector.cjs')
require('./cases/threads.cjs')
require('./cases/lifetime.cjs')
require('./cases/libraries.cjs')
require('./cases/hostile.cjs')
require('./cases/processes.cjs')
if (process.env.GILDER_SANITIZER === undefined) require('./cases/large-memory.cjs')
else console.log('# large memory: skipped, for a sanitizer has replaced the allocator that it looks at')
require('./cases/utility-process.cjs')
require('./cases/exit.cjs')
require('./cases/leaving.cjs')
require('./cases/leaks.cjs')

async function runBoundary() {
  await addon.start(startOptions)
  return runAll()
}

module.exports = { runBoundary }
