/** Last of all, and only where AddressSanitizer is in the addon: what the cases before have left behind. */
'use strict'
const assert = require('node:assert/strict')
const { collectUntil } = require('../gc.cjs')
const { run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

if (process.env.GILDER_SANITIZER === 'asan') {
  group('leaks', (test) => {
    test('memory that nothing points to goes into the report', async () => {
      await collectUntil(() => false, 10)
      // What it finds is judged by whoever reads the report: V8 and Python seem to leak, for their heaps are not searched.
      assert.equal(typeof (await run('boundary_leaks:look_for_leaks')), 'number')
    })
  })
}
