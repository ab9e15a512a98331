/** Nothing is left to do for JavaScript, but a thread of Python's works on its memory for ever. */
'use strict'
const { addon, started } = require('./start.cjs')

started().then(async () => {
  await addon.call('boundary_arrays:use_for_ever', [new Float64Array(1 << 22)]).result
  process.exitCode = 6
})
