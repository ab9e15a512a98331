/** Somebody's exit listener never returns, as Node's own exit may never. */
'use strict'
const { writeSync } = require('node:fs')
const { started } = require('./start.cjs')

started().then(() => {
  process.on('exit', () => {
    writeSync(1, 'leaving\n')
    for (;;);
  })
  process.exit(7)
})
