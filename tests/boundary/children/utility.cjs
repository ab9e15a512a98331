/** In a utility process of Electron's: a call at a time, as its parent asks. */
'use strict'
const { addon, started } = require('./start.cjs')

const start = started()

process.parentPort.on('message', async ({ data: { target, args } }) => {
  try {
    await start
    process.parentPort.postMessage({ result: await addon.call(target, args).result })
  } catch (error) {
    process.parentPort.postMessage({ error: String(error.stack) })
  }
})
