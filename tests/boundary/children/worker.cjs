/** A second environment: a worker thread that tries to start or use Python. Prints what it was told. */
'use strict'
const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads')
const { addon, options, started } = require('./start.cjs')

const say = (error) => `${error.code}: ${error.message}`

async function inWorker() {
  if (workerData === 'first') {
    // Python belongs to this worker, which goes away while it works.
    await addon.start(options)
    addon.call('boundary_calls:emit_numbers', [10 ** 9], { onEvent() {} })
    const kept = new Float64Array(1 << 20)
    await addon.call('boundary_arrays:keep', ['kept', kept]).result
    parentPort.postMessage('busy')
    return
  }
  const said = [await addon.start(options).catch(say)]
  try {
    addon.call('builtins:abs', [1])
  } catch (error) {
    said.push(say(error))
  }
  parentPort.postMessage(said.join('\n'))
}

async function inMain() {
  const first = process.argv[2] === 'first'
  if (!first) await started()
  const worker = new Worker(__filename, { workerData: process.argv[2] })
  worker.on('message', async (message) => {
    console.log(message)
    if (first) {
      await worker.terminate()
      console.log(await addon.start(options).catch(say))
    }
  })
  worker.on('exit', async () => {
    if (!first) console.log('still', await addon.call('builtins:abs', [-4]).result)
  })
}

void (isMainThread ? inMain() : inWorker())
