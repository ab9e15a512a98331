'use strict'
const assert = require('node:assert/strict')
const { run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const squares = [0, 1, 4, 9, 16]
const ask = (name, ...args) => run(`boundary_processes:${name}`, ...args)

group('processes that Python starts', (test) => {
  for (const method of process.platform === 'win32' ? ['spawn'] : ['spawn', 'forkserver']) {
    test(`multiprocessing by ${method}`, async () => {
      assert.deepEqual(await ask('pool', method), { squares, executable: true })
    })
  }

  test('a ProcessPoolExecutor', async () => assert.deepEqual(await ask('executor'), squares))

  test('the exit code of a process', async () => assert.equal(await ask('exit_code'), 7))

  test('a DataLoader of torch with two workers', async () => assert.equal(await ask('data_loader'), 4950), {
    needs: ['torch'],
  })

  test('asyncio and its subprocesses', async () => assert.deepEqual(await ask('asynchronously'), ['text', 0]))

  if (process.platform !== 'win32') {
    test('subprocess', async () => assert.deepEqual(await ask('run'), ['42\n', '42\n', 3]))
    test('posix_spawn', async () => assert.equal(await ask('posix_spawn'), 4))
    test('fork and exec', async () => assert.equal(await ask('fork_and_exec'), 5))

    test('libraries in C beside those that the program has built in', async () => {
      assert.deepEqual(await ask('libraries'), [[1, 2, 3, 4], 42, 'text', 'CERT_REQUIRED'])
    })
  }
})
