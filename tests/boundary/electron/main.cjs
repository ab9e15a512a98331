/**
 * The boundary suite in Electron's main process, without a window: `electron tests/boundary/electron`.
 * Ends with 0 when every case passed, else with 1.
 */
'use strict'
const { app } = require('electron')
const { addon } = require('../runtime.cjs')
const { runBoundary } = require('../boundary.cjs')

/** Ends the process once everything printed has left it. */
function end(code) {
  process.stdout.write('', () => process.stderr.write('', () => addon.exit(code)))
}

app
  .whenReady()
  .then(runBoundary)
  .then(
    // The test runner's own last lines need an event loop that runs empty, and Electron's never does.
    ({ passed, failed }) => setImmediate(() => {
      console.log(`${passed} passed, ${failed} failed`)
      end(failed === 0 && passed > 0 ? 0 : 1)
    }),
    (error) => {
      console.error(error)
      end(1)
    },
  )
