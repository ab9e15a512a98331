'use strict'

/** Runs `body`, and fails with the first error that is thrown meanwhile where nobody can catch it. */
async function withNothingUncaught(body) {
  const uncaught = new Promise((_, reject) => process.setUncaughtExceptionCaptureCallback(reject))
  try {
    await Promise.race([uncaught, body()])
  } finally {
    process.setUncaughtExceptionCaptureCallback(null)
  }
}

module.exports = { withNothingUncaught }
