/** Starts with one option changed, prints what it is told, then tries again with the right ones. */
'use strict'
const { addon, options } = require('./start.cjs')

const said = (promise) =>
  promise.then(
    ({ python }) => `started ${python}`,
    (error) => `${error.code}: ${error.message}`,
  )

const changed = JSON.parse(process.argv[2])
;(async () => {
  console.log(await said(addon.start({ ...options, ...changed })))
  console.log(await said(addon.start(options)))
})()
