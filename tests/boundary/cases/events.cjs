'use strict'
const assert = require('node:assert/strict')
const { setImmediate: turn } = require('node:timers/promises')
const { addon, run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')
const { withNothingUncaught } = require('../uncaught.cjs')

/** Calls and notes every event, and the end, in the order they come. */
async function recorded(target, ...args) {
  const events = []
  const call = addon.call(target, args, { onEvent: (kind, payload) => events.push([kind, payload]) })
  const result = await call.result
  return { result, events, atEnd: events.length }
}

group('events', (test) => {
  test('a hundred thousand arrive in order, before the end, and the event loop goes on', async () => {
    let turns = 0
    let going = true
    const heart = (async () => {
      while (going) {
        await turn()
        turns += 1
      }
    })()
    const { result, events } = await recorded('boundary_calls:emit_numbers', 100_000)
    going = false
    await heart
    assert.equal(result, 100_000)
    assert.equal(events.length, 100_000)
    assert.ok(events.every(([kind, payload], i) => kind === 'number' && payload === i))
    assert.ok(turns > 5, `the loop turned ${turns} times`)
  })

  test('payloads are values like any other', async () => {
    const values = [null, true, 1.5, 'text', [1, { a: 'b' }], 2n ** 70n, { fraction: null, message: 'half' }]
    const { events } = await recorded('boundary_calls:emit_values', values)
    assert.deepStrictEqual(
      events,
      values.map((value) => ['value', value]),
    )
  })

  test('an array in an event is what it was when sent', async () => {
    const { events } = await recorded('boundary_calls:emit_snapshot')
    assert.deepEqual([...events[0][1].data], [0, 1, 2, 3])
  })

  test('a large array is refused where it is sent', async () => {
    const { result, events } = await recorded('boundary_calls:emit_large')
    assert.match(result, /\$\.a takes the event over 1048576 bytes/)
    assert.equal(events.length, 0)
  })

  test('wrong arguments raise in Python', async () => {
    const { result: said, events } = await recorded('boundary_calls:emit_wrongly')
    assert.equal(events.length, 0)
    assert.match(said[0], /kind of an event is a str/)
    assert.match(said[1], /Wrong number of arguments/)
    assert.match(said[2], /integer/)
    assert.match(said[3], /of type object/)
  })

  test('from several threads, each in its order', async () => {
    const { result, events } = await recorded('boundary_calls:emit_from_threads', 4, 2000)
    assert.equal(events.length, result)
    for (const number of [0, 1, 2, 3]) {
      const own = events.filter(([kind]) => kind === `thread ${number}`).map(([, payload]) => payload)
      assert.deepEqual(
        own,
        Array.from({ length: 2000 }, (_, i) => i),
      )
    }
  })

  test('nothing comes after the end', async () => {
    let ended = false
    let late = 0
    const call = addon.call('boundary_calls:emit_too_late', [0.3], {
      onEvent: () => {
        if (ended) late += 1
      },
    })
    await call.result
    ended = true
    await addon.call('boundary_calls:sleep', [0.5]).result
    assert.equal(late, 0)
  })

  test('events of two calls do not mix', async () => {
    const runs = await Promise.all(
      [1, 2, 3].map((n) => recorded('boundary_calls:emit_values', Array(50).fill(n))),
    )
    runs.forEach(({ events }, i) => {
      assert.equal(events.length, 50)
      assert.ok(events.every(([, payload]) => payload === i + 1))
    })
  })

  test('without onEvent they are dropped', async () => {
    assert.equal(await addon.call('boundary_calls:emit_numbers', [1000]).result, 1000)
  })

  test('an event whose sender waited for room until the call was over is dropped', async () => {
    let first = true
    const onEvent = () => {
      if (!first) return
      first = false
      const end = Date.now() + 500
      while (Date.now() < end);
    }
    await withNothingUncaught(async () => {
      const call = addon.call('boundary_calls:emit_beyond_the_end', [], { onEvent })
      assert.equal(await call.result, null)
      // Its answer comes after the late event.
      await run('boundary_calls:wait_for_late_sender')
    })
  })
})
