/** Runs out of memory, as the system's limit has it, 1 GiB from here. Prints what Python says. */
'use strict'
const { addon, started } = require('./start.cjs')

started().then(async () => {
  console.log(JSON.stringify(await addon.call('boundary_memory:run_out', [2 ** 30]).result))
})
