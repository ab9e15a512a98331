/** An idle addon must not keep the process alive; a pending call must. */
'use strict'
const { addon, started } = require('./start.cjs')

started().then(async () => {
  // Python holds on to this memory; that must not keep the process alive either.
  await addon.call('boundary_arrays:keep', ['kept', new Float64Array(10)]).result
  addon.call('boundary_calls:sleep', [0.3]).result.then((slept) => console.log('slept', slept))
})
