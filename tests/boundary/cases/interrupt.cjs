'use strict'
const assert = require('node:assert/strict')
const { addon, run, startOptions } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const failure = (call) =>
  call.result.then(
    () => assert.fail('it was not stopped'),
    (error) => error,
  )
/** Resolves with the first event of a call, so that it surely runs. */
function started(target, args, options) {
  let begun
  const running = new Promise((resolve) => {
    begun = resolve
  })
  const call = addon.call(target, args, { ...options, onEvent: begun })
  return running.then(() => call)
}

group('interrupt', (test) => {
  test('ends a Python loop that never asks', async () => {
    const call = await started('boundary_interrupt:loop', [])
    call.interrupt()
    const error = await failure(call)
    assert.equal(error.code, 'GILDER_INTERRUPTED')
    assert.match(error.stack, /interrupt\.cjs/)
    call.interrupt()
    call.cancel()
  })

  test('raises the flag too, and lets clean-up code run', async () => {
    const seen = []
    const call = addon.call('boundary_interrupt:cleans_up', [], {
      onEvent: (kind, payload) => {
        if (kind === 'started') call.interrupt()
        else seen.push([kind, payload])
      },
    })
    assert.equal((await failure(call)).code, 'GILDER_INTERRUPTED')
    assert.deepEqual(seen, [['cleaned', true]])
  })

  test('is no Exception, and is _gilder.Interrupted', async () => {
    const call = await started('boundary_interrupt:tells_what_it_catches', [])
    call.interrupt()
    assert.deepEqual(await call.result, ['_gilder.Interrupted', 'BaseException'])
  })

  test('what the function makes of it counts', async () => {
    const call = await started('boundary_interrupt:raises_another', [])
    call.interrupt()
    const error = await failure(call)
    assert.deepEqual([error.code, error.type], ['GILDER_PYTHON', 'ValueError'])
  })

  test('a C call is waited for; a function that ends with it keeps its result', async () => {
    const call = await started('boundary_interrupt:sleeps_in_c', [0.3])
    call.interrupt()
    const error = await failure(call)
    assert.equal(error.code, 'GILDER_INTERRUPTED')
    const plain = addon.call('time:sleep', [0.2])
    setTimeout(() => plain.interrupt(), 50)
    assert.equal(await plain.result, null)
  })

  test('the next call on the thread does not get it', async () => {
    for (let round = 0; round < 200; round += 1) {
      const call = addon.call('boundary_interrupt:count_to', [round * 100])
      setImmediate(() => call.interrupt())
      await call.result.catch(({ code }) => assert.equal(code, 'GILDER_INTERRUPTED'))
      const others = Array.from({ length: startOptions.threads }, () =>
        run('boundary_interrupt:count_to', 2000),
      )
      assert.deepEqual(await Promise.all(others), Array(startOptions.threads).fill(2000))
    }
  })

  test('a call that waits for a thread never runs', async () => {
    const busy = await Promise.all(
      Array.from({ length: startOptions.threads }, () => started('boundary_interrupt:loop', [])),
    )
    const waiting = addon.call('boundary_interrupt:mark', ['ran'])
    waiting.interrupt()
    assert.equal((await failure(waiting)).code, 'GILDER_INTERRUPTED')
    for (const call of busy) call.interrupt()
    await Promise.all(busy.map(failure))
    assert.equal(await run('boundary_interrupt:marked', 'ran'), false)
  })

  test('interrupt belongs to its call', () => {
    const { interrupt } = addon.call('builtins:abs', [1])
    assert.throws(() => interrupt(), { name: 'TypeError', message: /call\.interrupt\(\)/ })
  })
})

group('timeout', (test) => {
  test('ends a call that takes longer', async () => {
    const error = await failure(addon.call('boundary_interrupt:loop', [], { timeout: 50 }))
    assert.equal(error.code, 'GILDER_TIMEOUT')
    assert.match(error.message, /in time/)
  })

  test('counts while the call waits for a thread', async () => {
    const busy = await Promise.all(
      Array.from({ length: startOptions.threads }, () => started('boundary_interrupt:loop', [])),
    )
    const error = await failure(addon.call('boundary_interrupt:mark', ['late'], { timeout: 20 }))
    assert.equal(error.code, 'GILDER_TIMEOUT')
    for (const call of busy) call.interrupt()
    await Promise.all(busy.map(failure))
    assert.equal(await run('boundary_interrupt:marked', 'late'), false)
  })

  test('leaves a call alone that is quicker', async () => {
    assert.equal(await addon.call('builtins:abs', [-3], { timeout: 60_000 }).result, 3)
  })

  test('is a number of milliseconds', () => {
    for (const timeout of [-1, Number.NaN, 2 ** 31, '5', {}]) {
      assert.throws(() => addon.call('builtins:abs', [1], { timeout }), {
        name: 'TypeError',
        message: /milliseconds/,
      })
    }
  })
})
