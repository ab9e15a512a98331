/** For child processes: the addon, started with few threads. */
'use strict'
const { addon, startOptions } = require('../runtime.cjs')

const options = { ...startOptions, threads: 2 }

module.exports = { addon, options, started: () => addon.start(options) }
