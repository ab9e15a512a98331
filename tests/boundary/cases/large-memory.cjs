'use strict'
const assert = require('node:assert/strict')
const { child } = require('../child-process.cjs')
const { whereFree } = require('../free-memory.cjs')
const { run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const GIB = 2 ** 30
// Also what the measuring imports beforehand.
const needs = ['torch', 'pandas']
// A program with the system's allocator has nothing to get wrong.
const ways = ['numpy.empty', 'bytes', 'torch.cat']
if (process.versions.electron !== undefined) {
  ways.push(
    'numpy.zeros',
    'ndarray.resize',
    'numpy.append',
    'bytearray.extend',
    'str',
    'pickle',
    'torch.save',
  )
  ways.push('pandas.DataFrame', 'operator new')
}

async function holdAndDrop(way) {
  const { size, left } = await run('boundary_memory:hold', way)
  assert.ok(size > 2 * GIB, `${size} bytes`)
  assert.ok(left < GIB / 2, `${left} bytes are still there`)
}

if (process.platform === 'linux') {
  group('large memory', (test) => {
    for (const way of ways) {
      test(
        `more than 2 GiB by ${way}, and given back`,
        (context) => whereFree(context, () => holdAndDrop(way)),
        {
          needs,
        },
      )
    }

    test(
      '18 GiB in arrays of 64 MiB, as long as nobody writes to them',
      async () => assert.equal((await run('boundary_memory:hold', 'many arrays')).size, 18 * GIB),
      { needs },
    )

    test('asking for more than there can be is a MemoryError', async () => {
      const said = Object.values(await run('boundary_memory:ask_too_much'))
      assert.deepEqual(said, Array(6).fill('MemoryError'))
    })

    test(
      'or the RuntimeError that torch has for it',
      async () => assert.match(await run('boundary_memory:ask_torch_too_much'), /can't allocate memory/),
      { needs: ['torch'] },
    )

    test('running out is a MemoryError, after which work goes on', async () => {
      const { code, out, err } = await child('little-memory')
      assert.equal(code, 0, err)
      const { said, held, sum } = JSON.parse(out)
      assert.equal(said, 'MemoryError')
      assert.ok(held >= GIB / 2, `${held} bytes of the 1 GiB left`)
      assert.equal(sum, 2 ** 24)
    })

    test('blocks change hands between threads and sizes', async () => {
      assert.equal(await run('boundary_memory:change_hands', 4, 150, 1), 0)
    })

    test('the C library’s free, asked for by name, frees anything', async () => {
      assert.equal(await run('boundary_memory:free_by_name'), 'freed')
    })
  })
}
