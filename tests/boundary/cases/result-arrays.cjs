'use strict'
const assert = require('node:assert/strict')
const { createHash } = require('node:crypto')
const { addon, run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const sha256 = (view) =>
  createHash('sha256')
    .update(Buffer.from(view.buffer, view.byteOffset, view.byteLength))
    .digest('hex')
const evaluate = (expression) => run('boundary_values:evaluate', expression)

/** NumPy's expression → the TypedArray it becomes. Shape, dtype and every byte come from NumPy. */
const kinds = [
  ['np.array([True, False, True])', Uint8Array],
  ['np.arange(-4, 4, dtype=np.int8)', Int8Array],
  ['np.arange(8, dtype=np.uint8)', Uint8Array],
  ['np.arange(-4, 4, dtype=np.int16)', Int16Array],
  ['np.arange(8, dtype=np.uint16)', Uint16Array],
  ['np.arange(-4, 4, dtype=np.int32)', Int32Array],
  ['np.arange(8, dtype=np.uint32)', Uint32Array],
  ['np.array([-2**63, 2**63 - 1])', BigInt64Array],
  ['np.array([0, 2**64 - 1], dtype=np.uint64)', BigUint64Array],
  ['np.array([1, -2, np.inf, np.nan], dtype=np.float16)', Uint16Array],
  ['np.array([1.5, -0.0, np.nan, np.inf], dtype=np.float32)', Float32Array],
  ['rng.standard_normal(1000)', Float64Array],
  ['np.array([1 + 2j], dtype=np.complex64)', Float32Array],
  ['np.array([1 + 2j, 3 - 4j])', Float64Array],
  ['np.arange(3, dtype=np.longlong)', BigInt64Array],
  ['rng.standard_normal((3, 4, 5))', Float64Array],
  ['rng.standard_normal((6, 8))[::2, 1::3]', Float64Array],
  ['rng.standard_normal((6, 8))[::-1, ::-2]', Float64Array],
  ['np.asfortranarray(rng.standard_normal((5, 7)))', Float64Array],
  ['rng.standard_normal((4, 5, 6)).transpose(2, 0, 1)', Float64Array],
  ['np.broadcast_to(np.float32(2.5), (3, 4))', Float32Array],
  ['np.arange(30, dtype=np.uint8).reshape(2, 3, 5)[:, 1:, 2]', Uint8Array],
  ['np.array(4.25)', Float64Array],
  ['np.zeros((0, 3), dtype=np.int32)', Int32Array],
  ['np.zeros((2, 0, 3))[:, :, ::2]', Float64Array],
  ['np.frombuffer(bytes(range(16)), dtype="<u2")', Uint16Array],
]

group('arrays from NumPy', (test) => {
  for (const [expression, Kind] of kinds) {
    test(expression, async () => {
      const { array, ...truth } = await run('boundary_arrays:made', expression)
      assert.ok(array instanceof addon.NdArray)
      assert.equal(array.data.constructor, Kind)
      assert.deepEqual([array.dtype, [...array.shape]], [truth.dtype, truth.shape])
      assert.equal(sha256(array.data), truth.sha256)
      assert.equal(array.data.buffer.byteLength, array.data.byteLength)
    })
  }

  test('bytes and bytearray are Uint8Arrays', async () => {
    const bytes = await evaluate('b"\\x00\\xff\\x80"')
    assert.ok(bytes instanceof Uint8Array)
    assert.deepEqual([...bytes], [0, 255, 128])
    assert.deepEqual([...(await evaluate('bytearray(b"ab")'))], [97, 98])
    assert.equal((await evaluate('b""')).length, 0)
  })

  test('arrays in their places inside a value', async () => {
    const value = await evaluate(
      '{"a": [np.arange(2), b"x", {"b": np.ones((1, 2))}], "c": np.arange(2)[::-1]}',
    )
    assert.deepEqual([...value.a[0].data], [0n, 1n])
    assert.deepEqual([...value.a[1]], [120])
    assert.deepEqual([...value.a[2].b.data], [1, 1])
    assert.deepEqual([...value.c.data], [1n, 0n])
  })

  test('a hundred megabytes arrive whole', async () => {
    const array = await run('boundary_arrays:megabytes', 100, 3)
    assert.equal(array.data.length, 100 << 20)
    assert.equal(sha256(array.data), await run('boundary_arrays:sha256', array))
  })

  test('the memory is JavaScript’s own', async () => {
    const first = await evaluate('np.arange(4.0)')
    const second = await evaluate('np.arange(4.0)')
    first.data.fill(0)
    assert.deepEqual([...second.data], [0, 1, 2, 3])
    const moved = structuredClone(second.data.buffer, { transfer: [second.data.buffer] })
    assert.equal(moved.byteLength, 32)
    assert.equal(second.data.byteLength, 0)
  })

  test('an array goes there and back and there', async () => {
    const array = await evaluate('np.arange(6, dtype=np.float32).reshape(2, 3)')
    const again = await run('boundary_values:echo', array)
    assert.deepEqual(again, array)
    assert.notEqual(again.data.buffer, array.data.buffer)
  })
})
