'use strict'
const assert = require('node:assert/strict')
const { spawn } = require('node:child_process')
const os = require('node:os')
const path = require('node:path')
const { group } = require('../suite.cjs')

const LIMIT = 30_000
const ROUNDS = Number(process.env.GILDER_EXIT_ROUNDS ?? 10)

/** Runs children/<name>.cjs in a process of its own, as Node also where the program is Electron. */
function child(name, ...args) {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const running = spawn(
      process.execPath,
      [path.join(__dirname, '..', 'children', `${name}.cjs`), ...args],
      {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let out = ''
    let err = ''
    running.stdout.on('data', (data) => (out += data))
    running.stderr.on('data', (data) => (err += data))
    const timer = setTimeout(() => {
      running.kill('SIGKILL')
      reject(new Error(`children/${name}.cjs ${args} did not end. It said: ${out}${err}`))
    }, LIMIT)
    running.on('error', reject)
    running.on('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code, signal, out, err, seconds: (performance.now() - started) / 1000 })
    })
  })
}

const failingStart = async (changed) =>
  (await child('failing-start', JSON.stringify(changed))).out.split('\n')

group('start and exit of a process', (test) => {
  for (const [way, code] of [
    ['exit', 5],
    ['throw', 1],
    ['addon', 5],
  ]) {
    test(`${way} with calls in flight neither hangs nor crashes, ${ROUNDS} times`, async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { signal, seconds, err, ...ended } = await child('in-flight', way, String(round % 7))
        assert.deepEqual([ended.code, signal], [code, null], err)
        assert.ok(seconds < 20)
      }
    })
  }

  test('an idle addon lets the process end, a pending call does not', async () => {
    const { code, out } = await child('idle')
    assert.deepEqual([code, out], [0, 'slept 0.3\n'])
  })

  test(`memory that Python works on outlives JavaScript’s end, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { code, signal, err } = await child('lent-at-the-end')
      assert.deepEqual([code, signal], [6, null], err)
    }
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

  test('a home without a standard library: said, and not tried again', async () => {
    const [said, again] = await failingStart({ home: os.tmpdir(), searchPaths: [os.tmpdir()] })
    assert.match(said, /^GILDER_START: Python could not be started: .*\. .*\.$/)
    assert.match(again, /^GILDER_STATE: Python failed to start in this process/)
  })
})
