/** pandas' Series, Index and DataFrame. */
'use strict'
const assert = require('node:assert/strict')
const { addon, run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const { NdArray } = addon
const evaluate = (expression) => run('boundary_kinds:evaluate', expression, 'pandas', 'numpy')

/** Python expression → dtype and elements of an NdArray. */
const arrays = [
  ['pandas.Series([1, 2])', 'int64', [1n, 2n]],
  ['pandas.Series([1.5, None])', 'float64', [1.5, Number.NaN]],
  ['pandas.Series([1, 2], dtype="uint8")', 'uint8', [1, 2]],
  ['pandas.Series([True, False], index=["a", "b"], name="n")', 'bool', [1, 0]],
  ['pandas.Series([1, 2, 3])[::-2]', 'int64', [3n, 1n]],
  ['pandas.Series([], dtype="float32")', 'float32', []],
  ['pandas.Series([1, 2], dtype="Int64")', 'int64', [1n, 2n]],
  ['pandas.Series([True, False], dtype="boolean")', 'bool', [1, 0]],
  ['pandas.Series([1.5], dtype="Float32")', 'float32', [1.5]],
  ['pandas.array([1, 2], dtype="Int16")', 'int16', [1, 2]],
  [
    'pandas.Series(numpy.array(["2020-01-01", "NaT"], "M8[ns]"))',
    'datetime64[ns]',
    [1577836800000000000n, -(2n ** 63n)],
  ],
  ['pandas.Series(numpy.array([5], "m8[s]"))', 'timedelta64[s]', [5n]],
  [
    'pandas.Series(numpy.array(["2020-01-01"], "M8[ms]")).dt.tz_localize("Etc/GMT-2")',
    'datetime64[ms]',
    [1577836800000n - 7200000n],
  ],
  ['pandas.RangeIndex(3)', 'int64', [0n, 1n, 2n]],
  ['pandas.Index([1.5])', 'float64', [1.5]],
  ['pandas.DatetimeIndex(["1970-01-02"]).as_unit("s")', 'datetime64[s]', [86400n]],
]

/** Python expression → JavaScript value. */
const values = [
  ['pandas.Series([1, None], dtype="Int64")', [1, null]],
  ['pandas.Series([2**63 - 1, None], dtype="Int64")', [2n ** 63n - 1n, null]],
  ['pandas.Series([True, None], dtype="boolean")', [true, null]],
  ['pandas.Series(["a", None, "b"])', ['a', null, 'b']],
  ['pandas.Series(["a", None], dtype="string")', ['a', null]],
  [
    'pandas.Series(["a", numpy.nan, {1}, None, pandas.NaT], dtype=object)',
    ['a', null, new Set([1]), null, null],
  ],
  ['pandas.Series(["x", "y", None, "x"], dtype="category")', ['x', 'y', null, 'x']],
  ['pandas.Series([1, 2, 1], dtype="category")', [1, 2, 1]],
  ['pandas.Index(["a", "b"])', ['a', 'b']],
  ['pandas.Categorical(["b", "a"])', ['b', 'a']],
  ['pandas.arrays.SparseArray([0, 1, 0])', [0, 1, 0]],
  ['[pandas.NA, pandas.NaT, {"a": pandas.NA}]', [null, null, { a: null }]],
  ['pandas.Timestamp("2020-01-02T03:04:05.678999999Z")', new Date('2020-01-02T03:04:05.678Z')],
  ['pandas.Timestamp("2020-01-01", tz="Etc/GMT-2")', new Date('2019-12-31T22:00:00Z')],
  ['pandas.Timestamp("2020-01-01T12:00")', new Date('2020-01-01T12:00:00Z')],
  ['pandas.Timedelta("1 days 00:00:00.5")', 86_400.5],
  ['pandas.DataFrame()', {}],
]

const refused = [
  ['pandas.DataFrame({1: [1]})', '$', /column labelled 1, of type int/],
  ['{"t": pandas.DataFrame([[1, 2]], columns=["a", "a"])}', '$.t', /more than one column labelled 'a'/],
  ['pandas.DataFrame({("a", "b"): [1]})', '$', /of type tuple/],
  ['pandas.MultiIndex.from_tuples([(1, 2)])', '$', /MultiIndex\. Return its to_frame/],
  ['pandas.DataFrame({"p": pandas.period_range("2020", periods=2, freq="D")})', '$.p[0]', /of type Period/],
  ['pandas.DataFrame({"x": [1, object()]})', '$.x[1]', /of type object/],
]

group('tables', (add) => {
  const test = (title, body) => add(title, body, { needs: ['pandas'] })

  for (const [expression, dtype, elements] of arrays) {
    test(expression, async () => {
      const array = await evaluate(expression)
      assert.ok(array instanceof NdArray)
      assert.deepEqual([array.dtype, [...array.shape], [...array.data]], [dtype, [elements.length], elements])
    })
  }

  for (const [expression, expected] of values) {
    test(expression, async () => {
      assert.deepStrictEqual(await evaluate(expression), expected)
    })
  }

  for (const [expression, path, said] of refused) {
    test(`refused: ${expression}`, async () => {
      await assert.rejects(evaluate(expression), { code: 'GILDER_VALUE', path, message: said })
    })
  }

  test('a DataFrame is an object of its columns, in their order', async () => {
    const frame = await evaluate(
      'pandas.DataFrame({"b": [1, 2], "a": ["x", None], "__proto__": [1.5, 2.5], "": pandas.array([1, None])})',
    )
    assert.deepEqual(Object.keys(frame), ['b', 'a', '__proto__', ''])
    assert.deepEqual(frame.b, new NdArray(BigInt64Array.of(1n, 2n)))
    assert.deepEqual(
      [frame.a, frame['']],
      [
        ['x', null],
        [1, null],
      ],
    )
    assert.deepEqual(
      Object.getOwnPropertyDescriptor(frame, '__proto__').value.data,
      Float64Array.of(1.5, 2.5),
    )
  })

  test('a large frame of one block', async () => {
    const frame = await evaluate(
      'pandas.DataFrame(numpy.arange(3_000_000.0).reshape(-1, 3), columns=["a", "b", "c"])',
    )
    for (const [offset, name] of ['a', 'b', 'c'].entries())
      assert.ok(frame[name].data.every((element, i) => element === 3 * i + offset))
  })
})
