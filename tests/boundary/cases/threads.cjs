'use strict'
const assert = require('node:assert/strict')
const { spawn, spawnSync } = require('node:child_process')
const { once } = require('node:events')
const { readFile } = require('node:fs/promises')
const path = require('node:path')
const { collect } = require('../gc.cjs')
const { addon, run, startOptions } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const asNode = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }

/** The longest time that the event loop was away while `work` went on, in seconds. */
async function longestGap(work) {
  collect() // what earlier cases left behind is not to be collected meanwhile
  let longest = 0
  let last = performance.now()
  const beat = () => {
    const now = performance.now()
    longest = Math.max(longest, (now - last) / 1000)
    last = now
  }
  const timer = setInterval(beat, 5)
  const result = await work()
  clearInterval(timer)
  beat()
  return { longest, result }
}

group('threads', (test) => {
  test('JavaScript never waits for a C call that holds the GIL', async () => {
    const { longest, result: held } = await longestGap(async () => {
      const holding = run('boundary_calls:hold_the_gil', 1)
      // Conversions both ways, arrays, events and cancelling meanwhile.
      const others = Array.from({ length: 20 }, (_, i) => {
        const call = addon.call('boundary_values:echo', [[new Float64Array(1000), { i }, 'text']], {
          onEvent() {},
        })
        call.cancel()
        return call.result
      })
      await Promise.all(others)
      return holding
    })
    // Had it waited, it would have been away as long as the GIL; half of that allows for a busy machine.
    assert.ok(held >= 1)
    assert.ok(longest < held / 2, `the event loop was away for ${longest} s`)
  })

  test('JavaScript goes on during a Python loop', async () => {
    const { longest } = await longestGap(() => run('boundary_calls:loop', 1))
    assert.ok(longest < 0.5, `the event loop was away for ${longest} s`)
  })

  test('two calls are in Python at once', async () => {
    const met = await Promise.all([run('boundary_calls:meet'), run('boundary_calls:meet')])
    assert.deepEqual(met.sort(), [0, 1])
  })

  test('two calls are in Python at once among many short ones', async () => {
    let others = true
    const lane = async () => {
      while (others) await run('builtins:len', [])
    }
    const lanes = Array.from({ length: 16 }, lane)
    // Short calls go on before, between and after.
    const met = await Promise.all([run('boundary_calls:meet'), run('boundary_calls:meet')])
    others = false
    await Promise.all(lanes)
    assert.deepEqual(met.sort(), [0, 1])
  })

  test('JavaScript’s thread asks for short turns, and nobody else does', async (context) => {
    if (process.platform !== 'linux') return context.skip('only Linux can be asked')
    const { javascript, pool, child } = await run('boundary_turns:turns')
    if (pool === 0) return context.skip('this Linux cannot be asked')
    assert.equal(javascript, 100_000)
    assert.ok(pool > javascript, `the turns of a thread of the pool last ${pool} ns`)
    // What JavaScript starts is no exception.
    const options = { encoding: 'utf8', cwd: path.join(__dirname, '../python') }
    const code = 'import boundary_turns; print(boundary_turns.turn(0))'
    const started = spawnSync(startOptions.executable, ['-c', code], options)
    assert.equal(Number(started.stdout), child)
    assert.ok(child > javascript, `the turns of a child process last ${child} ns`)
  })

  test('two NumPy calls compute at once', async () => {
    await run('boundary_calls:one_product', 200)
    // Each is one C call; that they overlap shows that the GIL was let go, however busy the machine is.
    const [a, b] = await Promise.all([
      run('boundary_calls:one_product', 1800),
      run('boundary_calls:one_product', 1800),
    ])
    assert.ok(a.right && b.right)
    assert.ok(a.start < b.end && b.start < a.end, JSON.stringify([a, b]))
  })

  test('files are read while every thread of the pool is busy', async () => {
    let done = 0
    const calls = Array.from({ length: startOptions.threads * 2 }, async () => {
      await run('boundary_calls:sleep', 0.5)
      done += 1
    })
    await readFile(__filename)
    assert.equal(done, 0)
    await Promise.all(calls)
  })

  test('no more threads than asked for, each with its own state that stays', async () => {
    const seen = await Promise.all(
      Array.from({ length: 200 }, () => run('boundary_calls:calls_on_this_thread')),
    )
    const threads = new Map()
    for (const [thread, calls] of seen) threads.set(thread, Math.max(calls, threads.get(thread) ?? 0))
    assert.ok(threads.size <= startOptions.threads)
    assert.equal(
      [...threads.values()].reduce((sum, calls) => sum + calls),
      200,
    )
    assert.ok(!threads.has(process.pid), 'the first thread of the process is JavaScript’s')
  })

  test('Python’s main thread is one of ours that runs no calls', async () => {
    const seen = await Promise.all(Array.from({ length: 50 }, () => run('boundary_calls:main_thread')))
    const mains = new Set(seen.map(({ main }) => main))
    assert.equal(mains.size, 1)
    assert.ok(!mains.has(process.pid))
    assert.ok(seen.every(({ name }) => name === 'MainThread'))
    assert.ok(seen.every(({ here }) => !mains.has(here)))
  })

  test('no job replaces a signal handler of the program', async () => {
    await assert.rejects(run('boundary_calls:handle_child_signal'), { type: 'ValueError' })
    // Node hears by that signal that a program has ended.
    const [code] = await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore', env: asNode }), 'exit')
    assert.equal(code, 0)
  })

  test('a thousand calls at once, all answered', async () => {
    const results = await Promise.all(Array.from({ length: 1000 }, (_, i) => run('builtins:divmod', i, 7)))
    assert.ok(results.every(([quotient, rest], i) => quotient * 7 + rest === i))
  })
})
