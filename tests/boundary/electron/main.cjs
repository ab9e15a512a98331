/**
 * The boundary suite in Electron's main process, without a window: `electron tests/boundary/electron`.
 * Ends with 0 when every case passed, else with 1.
 */
'use strict'
const { setTimeout: pause } = require('node:timers/promises')
const { app } = require('electron')

async function main() {
  await app.whenReady()
  const { addon } = require('../runtime.cjs')
  const { runBoundary } = require('../boundary.cjs')
  const { passed, failed } = await runBoundary()
  await pause(250) // the test runner prints behind its tests
  console.log(`${passed} passed, ${failed} failed`)
  process.stdout.write('', () => addon.exit(failed === 0 && passed > 0 ? 0 : 1))
}

// A rejection that nobody handles would open a dialog and wait for somebody to close it.
main().catch((error) => {
  console.error(error)
  app.exit(1)
})
