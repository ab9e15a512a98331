/** Garbage collection on demand, also where Node was started without --expose-gc. */
'use strict'
const { setTimeout: pause } = require('node:timers/promises')
const v8 = require('node:v8')
const vm = require('node:vm')

v8.setFlagsFromString('--expose-gc')
const collect = vm.runInNewContext('gc')

/** Collects until `done` says so; what JavaScript frees is freed in rounds. */
async function collectUntil(done, rounds = 100) {
  for (let i = 0; i < rounds; i += 1) {
    // A WeakRef that was looked at keeps its target until the turn is over.
    await pause(5)
    collect()
    await pause(5)
    if (done()) return true
  }
  return false
}

module.exports = { collect, collectUntil }
