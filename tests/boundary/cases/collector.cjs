'use strict'
const assert = require('node:assert/strict')
const { run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

group('garbage collector', (test) => {
  test('it looks less often while a module is imported, and as before then', async () => {
    const [during] = await run('boundary_collector:at_the_top_level')
    const usual = await run('boundary_collector:now')
    assert.ok(during > 10 * usual[0], `${during} during the import, ${usual[0]} after it`)
    // Python 3.13 looks after 2,000 objects, those before it after 700.
    assert.ok(usual[0] >= 700 && usual[0] <= 2_000, `${usual[0]} after the import`)
    await assert.rejects(run('boundary_broken_import:f'), { type: 'ModuleNotFoundError' })
    assert.deepEqual(await run('boundary_collector:now'), usual)
  })

  test('what a module sets at its top level stays', async () => {
    const usual = await run('boundary_collector:now')
    try {
      assert.deepEqual(await run('boundary_collector_set:now'), [1234, 5, 6])
    } finally {
      await run('boundary_collector:set_to', usual)
    }
  })

  test('off stays off', async () => {
    const usual = await run('boundary_collector:now')
    try {
      await run('boundary_collector:set_to', [0])
      await assert.rejects(run('boundary_broken_import:f'), { type: 'ModuleNotFoundError' })
      assert.equal((await run('boundary_collector:now'))[0], 0)
    } finally {
      await run('boundary_collector:set_to', usual)
    }
  })
})
