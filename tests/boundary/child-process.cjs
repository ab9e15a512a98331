/** Cases that end a process need one of their own. */
'use strict'
const { spawn } = require('node:child_process')
const path = require('node:path')

const LIMIT = 30_000
const tail = (text) => text.slice(-4000)

/**
 * Runs a program to its end, which must come by itself: the fate is { code, signal, out, err, seconds }. `onOutput` may
 * act on what it says so far.
 */
function outcome(command, args, { env = process.env, onOutput = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const running = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    running.stdout.on('data', (data) => {
      out += data
      onOutput(out, running)
    })
    running.stderr.on('data', (data) => (err += data))
    const timer = setTimeout(() => {
      running.kill('SIGKILL')
      reject(new Error(`${args.join(' ')} did not end. It said: ${tail(out)}${tail(err)}`))
    }, LIMIT)
    running.on('error', reject)
    running.on('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code, signal, out, err: tail(err), seconds: (performance.now() - started) / 1000 })
    })
  })
}

/** Runs children/<name>.cjs, as Node also where the program is Electron. */
function child(name, ...args) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' }
  return outcome(process.execPath, [path.join(__dirname, 'children', `${name}.cjs`), ...args], { env })
}

module.exports = { child, outcome }
