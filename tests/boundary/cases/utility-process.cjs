'use strict'
const assert = require('node:assert/strict')
const { once } = require('node:events')
const path = require('node:path')
const { whereFree } = require('../free-memory.cjs')
const { group } = require('../suite.cjs')

const GIB = 2 ** 30

/** Starts one, calls Python in it and ends it. */
async function inUtilityProcess(target, ...args) {
  const { utilityProcess } = require('electron')
  const running = utilityProcess.fork(path.join(__dirname, '..', 'children', 'utility.cjs'))
  const ended = once(running, 'exit').then(([code]) => ({ error: `it ended with ${code}` }))
  running.postMessage({ target, args })
  const { result, error } = await Promise.race([once(running, 'message').then(([said]) => said), ended])
  running.kill()
  assert.equal(error, undefined)
  return result
}

if (process.type === 'browser' && process.platform === 'linux') {
  group('a utility process', (test) => {
    test(
      '3 GiB by numpy.empty, and given back',
      (context) =>
        whereFree(context, async () => {
          const { size, left } = await inUtilityProcess('boundary_memory:hold', 'numpy.empty')
          assert.equal(size, 3 * GIB)
          assert.ok(left < GIB / 2, `${left} bytes are still there`)
        }),
      { needs: ['torch', 'pandas'] },
    )

    test('asking for more than there can be is a MemoryError', async () => {
      const said = Object.values(await inUtilityProcess('boundary_memory:ask_too_much'))
      assert.deepEqual(said, Array(6).fill('MemoryError'))
    })

    test('multiprocessing by spawn', async () => {
      const { squares } = await inUtilityProcess('boundary_processes:pool', 'spawn')
      assert.deepEqual(squares, [0, 1, 4, 9, 16])
    })
  })
}
