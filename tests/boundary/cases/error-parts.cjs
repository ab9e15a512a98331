/** What a PythonError has besides type, message and traceback; and exceptions that make it hard. */
'use strict'
const assert = require('node:assert/strict')
const util = require('node:util')
const { run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const failure = (name, ...args) =>
  run(`boundary_raising:${name}`, ...args).then(
    () => assert.fail(`${name} did not fail`),
    (error) => error,
  )

const causes = (error) => {
  const chain = []
  for (let at = error; at !== undefined; at = at.cause) chain.push(at)
  return chain
}

group('parts of errors', (test) => {
  test('causes and contexts are errors of the same kind', async () => {
    const chain = causes(await failure('caused'))
    assert.deepEqual(
      chain.map(({ type }) => type),
      ['RuntimeError', 'boundary_raising.InputError', 'json.decoder.JSONDecodeError'],
    )
    for (const error of chain) {
      assert.ok(error instanceof Error)
      assert.deepEqual([error.name, error.code], ['PythonError', 'GILDER_PYTHON'])
      assert.match(error.traceback, new RegExp(`^Traceback[\\s\\S]*\\n${error.type}: .*\\n$`))
      assert.equal(error.line.file.endsWith('boundary_raising.py'), true)
    }
    assert.equal(chain[1].traceback.includes('JSONDecodeError'), false)
    assert.match(
      util.inspect(chain[0]),
      /\[cause\]: .*cannot be read\n\s+at caused \(.*boundary_raising\.py:\d+\)/,
    )
    assert.equal(Object.keys(chain[0]).includes('cause'), false)
  })

  test('a suppressed context is no cause', async () => {
    const error = await failure('suppressed')
    assert.equal(error.cause, undefined)
    assert.equal('errors' in error, false)
  })

  test('chains that close and chains without end come to an end', async () => {
    assert.deepEqual(
      causes(await failure('in_a_circle', 3)).map(({ message }) => message),
      ['0', '1', '2'],
    )
    assert.equal(causes(await failure('in_a_circle', 1)).length, 1)
    const long = causes(await failure('endless_chain', 50_000))
    assert.equal(long.length, 64)
    assert.equal(long[0].message, 'number 49999')
    assert.match(long[0].traceback, /ValueError: number 49999\n$/)
  })

  test('an exception group has its members as errors', async () => {
    const error = await failure('grouped')
    assert.equal(error.type, 'ExceptionGroup')
    assert.match(error.message, /^several \(3 sub-exceptions\)$/)
    assert.deepEqual(
      error.errors.map(({ type }) => type),
      ['json.decoder.JSONDecodeError', 'json.decoder.JSONDecodeError', 'ExceptionGroup'],
    )
    assert.equal(error.errors[0].line.function, 'read')
    assert.equal(error.errors[2].errors[0].message, 'deep')
    assert.match(error.traceback, /\+-\+-+ 1 -+/)
    assert.equal((await failure('in_tasks')).errors[0].line.text, 'return json.loads(text)')
  })

  test('groups without end come to an end', async () => {
    assert.equal((await failure('wide_group', 1000)).errors.length, 16)
    let depth = 0
    for (let at = await failure('nested_groups', 5000); at !== undefined; at = at.errors?.[0]) depth += 1
    assert.equal(depth, 64)
    const own = await failure('group_of_itself')
    assert.equal(own.errors.length, 1)
    assert.equal(own.errors[0].cause, undefined)
  })

  test('the line is the innermost one of the user’s own', async () => {
    const { line } = await failure('read', '{')
    assert.equal(line.file.endsWith('boundary_raising.py'), true)
    assert.deepEqual(
      [typeof line.line, line.function, line.text],
      ['number', 'read', 'return json.loads(text)'],
    )
    const inNumPy = await failure('in_numpy')
    assert.equal(inNumPy.line.text, 'np.linalg.inv(np.zeros((2, 2)))')
    assert.match(inNumPy.traceback, /site-packages/)
    assert.equal((await failure('Outer.method')).code, 'GILDER_TARGET')
    assert.equal((await failure('nowhere')).line.text, 'return eval("1 / 0")')
  })

  test('no line of the user’s own', async () => {
    for (const [target, ...args] of [
      ['builtins:int', 'x'],
      ['json:loads', '{'],
    ]) {
      const error = await run(target, ...args).catch((caught) => caught)
      assert.equal(error.type.endsWith('Error'), true)
      assert.equal(error.line, undefined)
    }
  })

  test('a syntax error is at the line of the file', async () => {
    const error = await failure('bad_file')
    assert.equal(error.type, 'SyntaxError')
    assert.equal(error.line.file.endsWith('boundary_no_python.py'), true)
    assert.deepEqual([error.line.line, error.line.function, error.line.text], [3, '<module>', 'x = = 2'])
  })

  test('exceptions that put something over everything', async () => {
    const hostile = await failure('hostile')
    assert.equal(hostile.type, 'HostileError')
    assert.match(hostile.message, /__str__ raised/)
    assert.match(hostile.traceback, /boundary_raising\.py", line \d+, in hostile/)
    assert.equal(hostile.line.function, 'hostile')
    const opaque = await failure('opaque')
    assert.deepEqual([opaque.type, opaque.message], ['boundary_raising.OpaqueError', 'behind glass'])
    assert.equal((await failure('hostile_syntax')).type, 'boundary_raising.HostileSyntaxError')
    const word = await failure('word')
    assert.equal(word.message, 'of a subclass')
    assert.match((await failure('instance_refused')).message, /missing 1 required positional argument/)
  })

  test('notes are in the traceback', async () => {
    assert.match((await failure('noted')).traceback, /ValueError: with a note\nthe note\n$/)
  })

  test('recursion through two functions, and a hundred thousand frames of it', async () => {
    for (const levels of [1000, 100_000]) {
      const error = await failure('mutual', levels)
      assert.equal(error.type, 'RecursionError')
      assert.ok(Buffer.byteLength(error.traceback) <= 64 << 10)
      assert.match(error.traceback, /RecursionError: maximum recursion depth exceeded/)
      assert.match(error.line.text, /^return (odd|even)\(n - 1\)$/)
    }
  })

  test('where Python’s own means fail, type and message are still told', async () => {
    const error = await failure('without_traceback_module')
    await run('boundary_raising:restore')
    assert.deepEqual([error.type, error.message], ['boundary_raising.InputError', 'still described'])
    assert.equal(error.traceback, 'boundary_raising.InputError: still described\n')
    assert.equal(error.line.function, 'without_traceback_module')
  })

  test('where Python code cannot run at all, too', async () => {
    const error = await failure('starved', 5)
    assert.deepEqual([error.type, error.message], ['RuntimeError', 'hardly a word'])
    assert.match(error.traceback, /RuntimeError: hardly a word\n$/)
    await run('boundary_raising:unstarved')
  })
})
