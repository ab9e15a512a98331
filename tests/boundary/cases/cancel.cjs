'use strict'
const assert = require('node:assert/strict')
const { addon, run, startOptions } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

group('cancel', (test) => {
  test('a running call sees the flag', async () => {
    const call = addon.call('boundary_calls:until_cancelled', [30], { onEvent: () => call.cancel() })
    assert.equal(await call.result, true)
    call.cancel()
  })

  test('only the call that was meant', async () => {
    const other = addon.call('boundary_calls:until_cancelled', [0.3])
    const call = addon.call('boundary_calls:until_cancelled', [30])
    call.cancel()
    assert.deepEqual(await Promise.all([call.result, other.result]), [true, false])
  })

  test('a call cancelled while it waits still runs, and sees the flag at once', async () => {
    const busy = Array.from({ length: startOptions.threads }, () => addon.call('boundary_calls:sleep', [0.2]))
    const waiting = addon.call('boundary_calls:is_cancelled', [])
    waiting.cancel()
    assert.equal(await waiting.result, true)
    await Promise.all(busy.map((call) => call.result))
  })

  test('calls are numbered, and a thread that a job starts has no call', async () => {
    const call = addon.call('boundary_calls:who', [])
    const seen = await call.result
    assert.equal(seen.call, call.id)
    assert.equal(seen.in_thread, 0)
    assert.ok(addon.call('builtins:abs', [1]).id > call.id)
  })

  test('a call that is over or never was is not cancelled', async () => {
    const call = addon.call('boundary_calls:is_cancelled', [])
    call.cancel()
    await call.result
    assert.equal(await run('boundary_calls:is_call_cancelled', call.id), false)
    assert.equal(await run('boundary_calls:is_call_cancelled', 10 ** 12), false)
  })

  test('cancel belongs to its call', () => {
    const { cancel } = addon.call('builtins:abs', [1])
    assert.throws(() => cancel(), { name: 'TypeError', message: /call\.cancel\(\)/ })
  })
})
