/** Lets a case hold several GiB only where that much is free. */
'use strict'
const fs = require('node:fs')

const NEEDED_GIB = 10

/** What can be had without swapping, which is more than the system calls free. */
function availableGib() {
  const [, kib] = /^MemAvailable:\s+(\d+) kB$/m.exec(fs.readFileSync('/proc/meminfo', 'utf8'))
  return Number(kib) / 2 ** 20
}

/** Asked anew for each case, because others use the machine too. */
function whereFree(context, body) {
  const available = availableGib()
  if (available >= NEEDED_GIB) return body()
  return context.skip(`needs ${NEEDED_GIB} GiB of free memory, and there are ${available.toFixed(1)}`)
}

module.exports = { whereFree }
