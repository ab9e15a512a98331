'use strict'
const assert = require('node:assert/strict')
const path = require('node:path')
const { addon, home, manifest, run, startOptions } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

group('start', (test) => {
  test('a second start is refused with a sentence', async () => {
    await assert.rejects(addon.start(startOptions), {
      code: 'GILDER_STATE',
      message: /^Python has already been started in this process, .*\. .*\.$/,
    })
  })

  test('options are checked before anything is loaded', () => {
    assert.throws(() => addon.start(), TypeError)
    assert.throws(() => addon.start({ ...startOptions, libpython: 3 }), /'libpython'/)
    assert.throws(() => addon.start({ ...startOptions, searchPaths: ['a', 1] }), /'searchPaths'/)
    assert.throws(() => addon.start({ ...startOptions, threads: '4' }), /'threads'/)
  })

  test('the interpreter is shut off from the machine and knows its place', async () => {
    const place = await run('boundary_place:place')
    assert.equal(place.executable, startOptions.executable)
    assert.equal(place.prefix, home)
    assert.equal(place.base_prefix, home)
    assert.deepEqual(place.path.slice(0, startOptions.searchPaths.length), startOptions.searchPaths)
    assert.equal(place.utf8, 1)
    assert.equal(place.isolated, 1)
    assert.equal(place.no_user_site, 1)
    assert.equal(place.dont_write_bytecode, true)
    assert.ok(place.version.startsWith(manifest.python))
  })

  test('signals stay with the program', async () => {
    assert.match(await run('boundary_place:handles_sigint'), /SIG_DFL|None/)
  })

  test('extension modules find libpython', async () => {
    const names = ['_ctypes', '_ssl', '_sqlite3', '_lzma', '_decimal', 'numpy']
    assert.equal((await run('boundary_place:imports', names)).length, names.length)
  })

  test(
    'packages of compiled modules import',
    async () =>
      assert.deepEqual(await run('boundary_place:imports', ['pandas', 'torch']), ['pandas', 'torch']),
    { needs: ['pandas', 'torch'] },
  )

  test('sys.executable is a Python that starts', async () => {
    assert.equal(path.isAbsolute(startOptions.executable), true)
    assert.equal(await run('boundary_place:child_says'), 'True')
  })
})
