/** What an onEvent throws is an uncaught exception; the call goes on. */
'use strict'
const { addon, started } = require('./start.cjs')

process.on('uncaughtException', (error) => console.log('uncaught', error.message))
started().then(async () => {
  const onEvent = (_kind, payload) => {
    throw new Error(`at ${payload}`)
  }
  console.log('result', await addon.call('boundary_calls:emit_numbers', [3], { onEvent }).result)
})
