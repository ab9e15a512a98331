'use strict'
const assert = require('node:assert/strict')
const { addon, run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const failure = (target, ...args) =>
  run(target, ...args).then(
    () => assert.fail(`${target} did not fail`),
    (error) => error,
  )

group('errors', (test) => {
  test('a Python exception is a PythonError with type, message and traceback', async () => {
    const error = await failure('boundary_errors:special')
    assert.ok(error instanceof Error)
    assert.equal(error.name, 'PythonError')
    assert.equal(error.type, 'boundary_errors.SpecialError')
    assert.equal(error.message, 'something special')
    assert.match(
      error.traceback,
      /^Traceback \(most recent call last\):\n {2}File ".*boundary_errors\.py", line \d+, in special\n/,
    )
    assert.match(error.traceback, /boundary_errors\.SpecialError: something special\n$/)
    assert.equal((await failure('builtins:int', 'x')).type, 'ValueError')
  })

  test('the stack is that of the caller', async () => {
    async function whoCalls() {
      return await addon.call('boundary_errors:special', []).result
    }
    const error = await whoCalls().catch((caught) => caught)
    assert.match(
      error.stack,
      /^PythonError: something special\n.*gilder\.node.*\n {4}at .*whoCalls.*errors\.cjs/,
    )
  })

  test('with many calls in flight the stack is that of who awaits', async () => {
    async function whoAwaits(call) {
      return await call.result
    }
    const calls = Array.from({ length: 50 }, () => addon.call('boundary_errors:special', []))
    const errors = await Promise.all(calls.map((call) => whoAwaits(call).catch((caught) => caught)))
    assert.match(errors[0].stack, /^PythonError: something special\n.*gilder\.node.*\n {4}at .*errors\.cjs/)
    for (const error of errors.slice(-10)) {
      assert.match(
        error.stack,
        /^PythonError: something special\n.*gilder\.node.*\n {4}at async whoAwaits .*errors\.cjs/,
      )
    }
  })

  test('causes are in the traceback', async () => {
    const error = await failure('boundary_errors:chained')
    assert.equal(error.type, 'ValueError')
    assert.match(
      error.traceback,
      /SpecialError: something special[\s\S]*direct cause[\s\S]*ValueError: the outer one\n$/,
    )
  })

  test('what ends a Python program ends only the call', async () => {
    const left = await failure('boundary_errors:leave', 3)
    assert.deepEqual([left.type, left.message], ['SystemExit', '3'])
    assert.equal((await failure('boundary_errors:interrupt')).type, 'KeyboardInterrupt')
    assert.equal((await failure('boundary_errors:generator_exit')).type, 'GeneratorExit')
    assert.equal(await run('builtins:abs', -1), 1)
  })

  test('exceptions that cannot say what they are', async () => {
    for (const target of ['boundary_errors:unspeakable', 'boundary_errors:not_text']) {
      const error = await failure(target)
      assert.match(error.message, /__str__ raised/)
      assert.match(error.type, /^boundary_errors\./)
      assert.match(error.traceback, /boundary_errors\.py/)
    }
  })

  test('messages of megabytes keep head and tail', async () => {
    const error = await failure('boundary_errors:long_message')
    for (const [text, limit] of [
      [error.traceback, 64 << 10],
      [error.message, 16 << 10],
    ]) {
      assert.ok(Buffer.byteLength(text) <= limit)
      assert.ok(Buffer.byteLength(text) > limit - 100)
      assert.match(text, /shortened/)
      assert.doesNotMatch(text, /\ufffd/)
    }
    assert.match(error.message, /^start ä+\n/)
    assert.match(error.traceback, /ä end\n$/)
  })

  test('lone surrogates, cycles of causes, depth', async () => {
    assert.equal((await failure('boundary_errors:surrogates')).message, 'half \\ud800 pair')
    assert.match((await failure('boundary_errors:cyclic_cause')).traceback, /ValueError: first/)
    assert.match((await failure('boundary_errors:deep', 200)).traceback, /at the bottom\n$/)
    const endless = await failure('boundary_errors:endless')
    assert.equal(endless.type, 'RecursionError')
    assert.ok(endless.traceback.length < 64 << 10)
  })

  test('a target that does not exist', async () => {
    const module = await failure('no_such_package.module:f')
    assert.deepEqual([module.code, module.name], ['GILDER_TARGET', 'Error'])
    assert.match(module.message, /^There is no Python module 'no_such_package\.module'\. .*\.$/)
    assert.match((await failure('os.nothing:f')).message, /There is no Python module 'os\.nothing'/)
    const missing = await failure('boundary_errors:no_such_function')
    assert.equal(missing.code, 'GILDER_TARGET')
    assert.match(missing.message, /'boundary_errors' has no function 'no_such_function'/)
  })

  test('a module that fails while it is imported shows why', async () => {
    const error = await failure('boundary_broken_import:f')
    assert.deepEqual([error.name, error.type], ['PythonError', 'ModuleNotFoundError'])
    assert.match(error.traceback, /boundary_broken_import\.py/)
    // And again: a failed import is not remembered as a module.
    assert.equal((await failure('boundary_broken_import:f')).type, 'ModuleNotFoundError')
  })

  test('what is no function, and wrong arguments', async () => {
    assert.equal((await failure('sys:path')).type, 'TypeError')
    assert.match((await failure('boundary_errors:special', 1)).message, /takes 0 positional arguments/)
  })

  test('ten thousand exceptions', async () => {
    for (let round = 0; round < 100; round += 1) {
      const errors = await Promise.all(Array.from({ length: 100 }, () => failure('boundary_errors:special')))
      assert.ok(errors.every((error) => error.message === 'something special'))
    }
  })
})
