'use strict'
const assert = require('node:assert/strict')
const { addon, run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const about = (array) => run('boundary_arrays:about', array)
const { NdArray } = addon

const kinds = [
  [Int8Array, 'int8'],
  [Uint8Array, 'uint8'],
  [Uint8ClampedArray, 'uint8'],
  [Int16Array, 'int16'],
  [Uint16Array, 'uint16'],
  [Int32Array, 'int32'],
  [Uint32Array, 'uint32'],
  [Float32Array, 'float32'],
  [Float64Array, 'float64'],
  [BigInt64Array, 'int64'],
  [BigUint64Array, 'uint64'],
]

/** Newer Nodes refuse to transfer a marked buffer, older ones copy it. */
function stays(buffer, transfer) {
  const bytes = buffer.byteLength
  try {
    transfer()
  } catch (error) {
    assert.equal(error.name, 'DataCloneError')
  }
  assert.equal(buffer.byteLength, bytes)
}

group('arrays lent to Python', (test) => {
  for (const [Kind, dtype] of kinds) {
    test(`${Kind.name} is ${dtype}, shared and writable`, async () => {
      const big = dtype.endsWith('64') && dtype !== 'float64'
      const array = Kind.from(big ? [1n, 2n, 3n] : [1, 2, 3])
      const seen = await about(array)
      assert.deepEqual(
        [seen.type, seen.dtype, seen.shape, seen.writable, seen.aligned, seen.list],
        ['ndarray', dtype, [3], true, true, [1, 2, 3]],
      )
      assert.equal((await about(array)).address, seen.address)
      await run('boundary_arrays:fill', array, 7)
      assert.deepEqual(Array.from(array, Number), [7, 7, 7])
    })
  }

  test('a part of a buffer, and a Buffer, stay where they are', async () => {
    const whole = new Float64Array([0, 1, 2, 3, 4])
    const part = whole.subarray(1, 4)
    assert.equal((await about(part)).address - (await about(whole)).address, 8)
    await run('boundary_arrays:fill', part, 9)
    assert.deepEqual([...whole], [0, 9, 9, 9, 4])
    const buffer = Buffer.from('abc')
    assert.deepEqual((await about(buffer)).list, [97, 98, 99])
    await run('boundary_arrays:fill', buffer, 120)
    assert.equal(buffer.toString(), 'xxx')
  })

  test('a DataView is its bytes', async () => {
    const buffer = new ArrayBuffer(8)
    await run('boundary_arrays:fill', new DataView(buffer, 2, 3), 255)
    assert.deepEqual([...new Uint8Array(buffer)], [0, 0, 255, 255, 255, 0, 0, 0])
  })

  test('empty arrays', async () => {
    assert.deepEqual((await about(new Float32Array(0))).shape, [0])
    const seen = await about(new NdArray(new Int32Array(0), [0, 3]))
    assert.deepEqual([seen.dtype, seen.shape], ['int32', [0, 3]])
  })

  test('NdArray gives shape and dtype', async () => {
    const matrix = new NdArray(Float64Array.from([0, 1, 2, 3, 4, 5]), [2, 3])
    assert.deepEqual((await about(matrix)).list, [
      [0, 1, 2],
      [3, 4, 5],
    ])
    await run('boundary_arrays:fill', matrix, 4)
    assert.deepEqual([...matrix.data], [4, 4, 4, 4, 4, 4])
    assert.deepEqual((await about(new NdArray(new Uint8Array([1, 0]), [2], 'bool'))).list, [true, false])
    assert.deepEqual(
      (await about(new NdArray(new Uint16Array([0x3c00, 0xc000]), undefined, 'float16'))).list,
      [1, -2],
    )
    assert.deepEqual((await about(new NdArray(new Float32Array([7]), []))).shape, [])
    const complex = new NdArray(new Float64Array([1, 2, 3, 4]), [2], 'complex128')
    assert.deepEqual((await about(complex)).list, [
      [1, 2],
      [3, 4],
    ])
  })

  test('an NdArray is checked when made and cannot change', () => {
    const data = new Float32Array(6)
    const array = new NdArray(data)
    assert.deepEqual([array.data === data, [...array.shape], array.dtype], [true, [6], 'float32'])
    assert.ok(Object.isFrozen(array) && Object.isFrozen(array.shape))
    assert.ok(array instanceof NdArray)
    const wrong = [
      [[1, 2]],
      [data, [4]],
      [data, [2, 2]],
      [data, [-1]],
      [data, [1.5]],
      [data, 'six'],
      [data, [2 ** 52, 2 ** 52]],
      [data, [6], 'float64'],
      [data, [6], 'text'],
      [data, Array(65).fill(1)],
      [new DataView(new ArrayBuffer(8))],
    ]
    for (const args of wrong) {
      assert.throws(() => new NdArray(...args), {
        name: 'TypeError',
        code: 'GILDER_VALUE',
        message: /NdArray.*\. .*\.$/,
      })
    }
    assert.throws(() => NdArray(data), /Write new NdArray/)
  })

  test('what only looks like an NdArray is checked again', () => {
    const forged = Object.assign(Object.create(NdArray.prototype), {
      data: new Uint8Array(2),
      shape: [1 << 30],
      dtype: 'float64',
    })
    assert.throws(() => addon.call('boundary_arrays:about', [{ a: forged }]), {
      code: 'GILDER_VALUE',
      path: '$.a',
    })
  })

  test('several arrays inside a value', async () => {
    const sums = await run('boundary_arrays:sums', [new Uint8Array([1, 2]), new Float64Array([0.5, 0.25])])
    assert.deepEqual(sums, [3, 0.75])
  })

  test('memory that cannot be lent is refused', () => {
    const refused = (value, said) =>
      assert.throws(() => addon.call('boundary_arrays:about', [[value]]), {
        code: 'GILDER_VALUE',
        path: '$[0]',
        message: said,
      })
    refused(new Uint8Array(new SharedArrayBuffer(8)), /SharedArrayBuffer.*slice/)
    const moved = new Uint8Array(8)
    structuredClone(moved.buffer, { transfer: [moved.buffer] })
    refused(moved, /detached/)
    const resizable = new ArrayBuffer(8, { maxByteLength: 16 })
    // Older engines ignore the option.
    if (resizable.resizable) refused(new Uint8Array(resizable), /resizable.*slice/)
  })

  test('memory that is lent stays where it is, whatever JavaScript does', async () => {
    const array = Float64Array.from({ length: 1 << 20 }, () => 1)
    const call = addon.call('boundary_arrays:sums_slowly', [array])
    const { buffer } = array
    const { port1 } = new MessageChannel()
    stays(buffer, () => structuredClone(buffer, { transfer: [buffer] }))
    stays(buffer, () => port1.postMessage(buffer, [buffer]))
    port1.close()
    for (const method of ['transfer', 'transferToFixedLength']) {
      if (method in buffer) assert.throws(() => buffer[method](), { name: 'TypeError', message: /slice\(\)/ })
    }
    assert.equal(array.length, 1 << 20)
    assert.equal(await call.result, 1 << 20)
    // For good: nobody can take the mark off again.
    stays(buffer, () => structuredClone(buffer, { transfer: [buffer] }))
    assert.equal(structuredClone(array)[5], 1)
  })

  test('memory that a getter wants to transfer away on the way stays too', () => {
    const array = new Uint8Array(1 << 20)
    const value = {
      array,
      get thief() {
        return structuredClone(array.buffer, { transfer: [array.buffer] })
      },
    }
    stays(array.buffer, () => addon.call('builtins:len', [value]))
  })
})
