/** `node --test all.test.cjs`, `node all.test.cjs`, or the same with Electron as Node. */
'use strict'
const { runBoundary } = require('./boundary.cjs')

runBoundary().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
