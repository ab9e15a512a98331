/** Starts Python amid what the parent has set up around this process, and prints what it says about its place. */
'use strict'
const { addon, started } = require('./start.cjs')

started().then(async () => {
  const place = await addon.call('boundary_place:surroundings', []).result
  console.log(JSON.stringify(place))
})
