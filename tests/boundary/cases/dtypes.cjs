/** NumPy arrays of everything but plain numbers in this machine's order. */
'use strict'
const assert = require('node:assert/strict')
const { createHash } = require('node:crypto')
const { addon, run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const { NdArray } = addon
const sha256 = (view) =>
  createHash('sha256')
    .update(Buffer.from(view.buffer, view.byteOffset, view.byteLength))
    .digest('hex')
const evaluate = (expression) => run('boundary_kinds:evaluate', expression)

/** Foreign byte order, with and without gaps: dtype and bytes must be those of this machine. */
const foreign = [
  'i2',
  'u2',
  'i4',
  'u4',
  'i8',
  'u8',
  'f2',
  'f4',
  'f8',
  'c8',
  'c16',
  'M8[us]',
  'm8[s]',
].flatMap((dtype) => [
  `np.arange(-6, 6).astype(">${dtype}")`,
  `np.arange(-12, 12).reshape(4, 6).astype(">${dtype}")[::-1, ::2].T`,
])

/** Arrays that lie in memory in every other way; the shapes reach over the blocks that the copy works in. */
const layouts = ['u1', 'f2', 'i4', 'f8', 'c16'].flatMap((dtype) =>
  [
    'np.arange(131 * 67).reshape(131, 67).astype("D").T',
    'np.asfortranarray(np.arange(23 * 29 * 31).reshape(23, 29, 31).astype("D"))',
    'np.arange(40 * 41 * 42).reshape(40, 41, 42).astype("D")[1::3, ::-2, 5:].transpose(1, 2, 0)',
    'np.arange(2 ** 12).reshape((2,) * 12).astype("D").transpose(5, 3, 11, 0, 1, 9, 2, 10, 4, 8, 7, 6)',
    'np.broadcast_to(np.arange(50).astype("D")[::-1, None], (3, 50, 70))',
    'np.arange(3 * 4 * 5).reshape(3, 4, 1, 5, 1).astype("D")[:, ::-1]',
  ].map((expression) => expression.replaceAll('"D"', `"${dtype}"`)),
)

const datetimes = [
  'np.array(["2020-01-01", "NaT", "1677-09-22"], dtype="M8[ns]")',
  'np.array([["2020-01"]], dtype="M8[M]")',
  'np.arange(6).astype("M8[25s]").reshape(2, 3)[:, ::-1]',
  'np.array([5, -7], dtype="m8[as]")',
  'np.array([1, 2], dtype="m8")',
  'np.array(3, dtype="M8[D]")',
  'np.zeros((0, 2), dtype="M8[us]")',
]

/** Python expression → JavaScript value. */
const nested = [
  ['np.array(["a", "bcd", ""])', ['a', 'bcd', '']],
  ['np.array([["é", "\\ud800"]])', [['é', '\ud800']]],
  ['np.array(["x"], dtype=">U3")', ['x']],
  ['np.array("text")', 'text'],
  ['np.array(["a", "b"], dtype=np.dtypes.StringDType())', ['a', 'b']],
  ['np.array([b"ab", b""])', [new Uint8Array([97, 98]), new Uint8Array()]],
  ['np.array([None, 1, "a", 2**70], dtype=object)', [null, 1, 'a', 2n ** 70n]],
  ['np.empty((2, 0), dtype=object)', [[], []]],
  ['np.array({1: 2}.keys, dtype=object).shape', []],
]

group('dtypes', (test) => {
  for (const expression of [...foreign, ...layouts]) {
    test(expression, async () => {
      const { array, ...truth } = await run('boundary_arrays:made', expression)
      assert.deepEqual([array.dtype, [...array.shape]], [truth.dtype, truth.shape])
      assert.equal(sha256(array.data), truth.sha256)
    })
  }

  for (const expression of datetimes) {
    test(`${expression} there and back`, async () => {
      const { array, ...truth } = await run('boundary_arrays:made', expression)
      assert.ok(array.data instanceof BigInt64Array)
      assert.deepEqual([array.dtype, [...array.shape]], [truth.dtype, truth.shape])
      assert.equal(sha256(array.data), truth.sha256)
      const again = await run('boundary_arrays:made_of', array)
      assert.deepEqual([again.dtype, again.shape, again.sha256], [truth.dtype, truth.shape, truth.sha256])
    })
  }

  for (const [expression, expected] of nested) {
    test(`${expression} as nested Arrays`, async () => {
      assert.deepStrictEqual(await evaluate(expression), expected)
    })
  }

  test('a structured array is an object of its fields', async () => {
    const value = await evaluate(
      'np.array([(1, 2.5, "a", (3, 4)), (5, 6.5, "b", (7, 8))], dtype="i4,>f8,U1,2u1")[::-1]',
    )
    assert.deepEqual(Object.keys(value), ['f0', 'f1', 'f2', 'f3'])
    assert.deepEqual(value.f0, new NdArray(Int32Array.of(5, 1)))
    assert.deepEqual(value.f1, new NdArray(Float64Array.of(6.5, 2.5)))
    assert.deepEqual(value.f2, ['b', 'a'])
    assert.deepEqual(value.f3, new NdArray(Uint8Array.of(7, 8, 3, 4), [2, 2]))
  })

  test('packed fields lie at odd addresses', async () => {
    const value = await evaluate('np.array([(1, 2.5), (3, 4.5)], dtype=[("a", "u1"), ("b", "f8")])')
    assert.deepEqual(value.b, new NdArray(Float64Array.of(2.5, 4.5)))
  })

  test('a structured scalar and a record are objects of their fields', async () => {
    const dtype = 'dtype=[("a", "i4"), ("b", [("c", "M8[D]")])]'
    const expected = { a: 1, b: { c: new Date('2020-01-01') } }
    assert.deepEqual(await evaluate(`np.array([(1, ("2020-01-01",))], ${dtype})[0]`), expected)
    assert.deepEqual(await evaluate('np.rec.array([(1, 2)])[0]'), { f0: 1, f1: 2 })
    assert.deepEqual((await evaluate('np.rec.array([(1, 2.5)])')).f1, new NdArray(Float64Array.of(2.5)))
  })

  test('subclasses that are nothing but their elements', async () => {
    assert.deepEqual(
      await evaluate('np.matrix("1. 2; 3 4")'),
      new NdArray(Float64Array.of(1, 2, 3, 4), [2, 2]),
    )
    const mapped = await run('boundary_arrays:mapped', [1.5, 2.5])
    assert.deepEqual(mapped, new NdArray(Float64Array.of(1.5, 2.5)))
  })

  test('an unaligned or read-only array is copied like any other', async () => {
    const value = await evaluate('np.frombuffer(b"\\0" + np.float64(2.5).tobytes(), dtype="f8", offset=1)')
    assert.deepEqual(value, new NdArray(Float64Array.of(2.5)))
  })

  test('dtypes of times are checked', () => {
    const data = new BigInt64Array(2)
    for (const dtype of ['datetime64', 'datetime64[ns]', 'timedelta64[25s]'])
      assert.equal(new NdArray(data, [2], dtype).dtype, dtype)
    const wrong = ['[]', '[', '[ns', '[1ns]', '[05s]', '[99999999999s]', '[-5s]', '[weeks]', ' ', '[n s]']
    for (const unit of wrong)
      assert.throws(() => new NdArray(data, [2], `datetime64${unit}`), /has no known dtype/, unit)
    assert.throws(() => new NdArray(data, [2], 'float64[ns]'), /has no known dtype/)
    assert.throws(() => new NdArray(new Int32Array(2), [2], 'datetime64[ns]'), /needs a BigInt64Array/)
  })

  test('memory lent as datetime64 is shared', async () => {
    const data = new BigInt64Array(2)
    await run('boundary_arrays:fill_text', new NdArray(data, [2], 'datetime64[ms]'), '2020-01-01')
    assert.deepEqual([...data], [1_577_836_800_000n, 1_577_836_800_000n])
  })
})
