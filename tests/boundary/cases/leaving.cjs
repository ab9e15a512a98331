/** Every way to leave × every kind of work in flight: neither hangs nor crashes, and gives the right exit code. */
'use strict'
const assert = require('node:assert/strict')
const path = require('node:path')
const { outcome } = require('../child-process.cjs')
const { group } = require('../suite.cjs')

const AT_ONCE = 2

const electron = process.type === 'browser'
// Together the suites make more than 200 runs; in Electron's main process each takes several times as long.
const ROUNDS = Number(process.env.GILDER_EXIT_ROUNDS ?? (electron ? 1 : 2))

const works = ['loop', 'sleep', 'matmul', 'hold_the_gil', 'events', 'results', 'lent', 'all']

/** How each way must end. A signal that nobody handles ends Node as the signal; Electron makes an orderly exit of it. */
const inNode = {
  exit: { code: 5, signal: null },
  throw: { code: 1, signal: null },
  end: { code: 6, signal: null },
  'addon.exit': { code: 5, signal: null },
  SIGTERM: { code: null, signal: 'SIGTERM' },
  SIGINT: { code: null, signal: 'SIGINT' },
}
const inElectron = {
  exit: { code: 5, signal: null },
  throw: { code: 1, signal: null },
  'addon.exit': { code: 5, signal: null },
  'app.exit': { code: 5, signal: null },
  'app.quit': { code: 0, signal: null },
  SIGTERM: { code: 0, signal: null },
  SIGINT: { code: 0, signal: null },
}

const program = electron
  ? path.join(__dirname, '..', 'electron', 'leaving')
  : path.join(__dirname, '..', 'children', 'leaving.cjs')
const env = { ...process.env, NODE_OPTIONS: '' }

/** A child that leaves `delay` ms after its work has begun; a signal is sent from here. */
function leave(way, work, delay) {
  let sent = false
  const onOutput = (out, running) => {
    if (sent || !way.startsWith('SIG') || !out.includes('busy')) return
    sent = true
    setTimeout(() => running.kill(way), delay)
  }
  return outcome(process.execPath, [program, way, work, String(delay)], { env, onOutput })
}

group('leaving with work in flight', (test) => {
  for (const [way, expected] of Object.entries(electron ? inElectron : inNode)) {
    test(`${way}, ${works.length} kinds of work, ${ROUNDS} times each`, async () => {
      const runs = works.flatMap((work) => Array.from({ length: ROUNDS }, (_, round) => [work, round * 3]))
      const one = async () => {
        for (let run = runs.shift(); run !== undefined; run = runs.shift()) {
          const [work, delay] = run
          const { code, signal, out, err } = await leave(way, work, delay)
          assert.deepEqual({ work, delay, code, signal }, { work, delay, ...expected }, err)
          assert.match(out, /^busy\n$/)
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, one))
    })
  }
})
