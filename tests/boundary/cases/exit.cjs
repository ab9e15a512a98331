'use strict'
const assert = require('node:assert/strict')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { child } = require('../child-process.cjs')
const { addonFile } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const failingStart = async (changed) =>
  (await child('failing-start', JSON.stringify(changed))).out.split('\n')

/** The same addon in another file, in a folder that goes away with the test. */
function withCopy(use) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gilder-boundary-'))
  const file = path.join(folder, 'copy.node')
  fs.copyFileSync(addonFile, file)
  return use(file).finally(() => fs.rmSync(folder, { recursive: true }))
}

group('start and exit of a process', (test) => {
  test('an idle addon lets the process end, a pending call does not', async () => {
    const { code, out } = await child('idle')
    assert.deepEqual([code, out], [0, 'slept 0.3\n'])
  })

  test('an exit that something else holds up comes to its end', async () => {
    const { code, signal, out } = await child('held-up')
    assert.deepEqual([code, signal, out], [7, null, 'leaving\n'])
  })

  test('what an onEvent throws is uncaught, and the call goes on', async () => {
    const { code, out } = await child('throwing-event')
    assert.deepEqual([code, out], [0, 'uncaught at 0\nuncaught at 1\nuncaught at 2\nresult 3\n'])
  })

  test('a worker thread is told that Python is taken', async () => {
    const { code, out, err } = await child('worker', 'second')
    assert.equal(code, 0, err)
    const [start, call, still] = out.split('\n')
    assert.match(start, /^GILDER_STATE: Python has already been started in this process/)
    assert.match(call, /^GILDER_STATE: Python does not run in this environment/)
    assert.equal(still, 'still 4')
  })

  test('a worker thread that started Python can be ended while it works', async () => {
    const { code, signal, out, err } = await child('worker', 'first')
    assert.deepEqual([code, signal], [0, null], err)
    const [busy, again] = out.split('\n')
    assert.equal(busy, 'busy')
    assert.match(again, /^GILDER_STATE: /)
  })

  test('the addon loaded twice by the same path still has one Python', async () => {
    const { code, out, err } = await child('twice', addonFile)
    assert.equal(code, 0, err)
    const [same, start, call, still] = out.split('\n')
    assert.equal(same, 'false')
    assert.match(start, /^GILDER_STATE: Python has already been started in this process/)
    assert.match(call, /^GILDER_STATE: Python does not run in this environment/)
    assert.equal(still, 'still 4')
  })

  test('a copy of the addon is told that Python is taken', () =>
    withCopy(async (copy) => {
      const { code, out, err } = await child('twice', copy)
      assert.equal(code, 0, err)
      const [, start, call, still] = out.split('\n')
      assert.match(start, /^GILDER_START: Something else in this process already runs the Python library/)
      assert.match(call, /^GILDER_STATE: Python does not run in this environment/)
      assert.equal(still, 'still 4')
    }))

  test('a home without a standard library: said, and not tried again', async () => {
    const [said, again] = await failingStart({ home: os.tmpdir(), searchPaths: [os.tmpdir()] })
    assert.match(said, /^GILDER_START: Python could not be started: .*\. .*\.$/)
    assert.match(again, /^GILDER_STATE: Python failed to start in this process/)
  })
})
