'use strict'
const assert = require('node:assert/strict')
const { addon } = require('../runtime.cjs')
const { group } = require('../suite.cjs')
const { withNothingUncaught } = require('../uncaught.cjs')

const evaluate = (expression, out) => addon.call('boundary_values:evaluate', [expression], { out }).result

group('out', (test) => {
  test('takes the result in the caller’s memory', async () => {
    const out = new Float64Array(6)
    const result = await evaluate('np.arange(6.0).reshape(2, 3)', out)
    assert.ok(result instanceof addon.NdArray)
    assert.equal(result.data, out)
    assert.deepEqual(
      [[...result.shape], [...out]],
      [
        [2, 3],
        [0, 1, 2, 3, 4, 5],
      ],
    )
  })

  test('an NdArray, strided results and a part of a buffer', async () => {
    const buffer = new ArrayBuffer(64)
    const part = new Float32Array(buffer, 8, 4)
    const out = new addon.NdArray(part, [2, 2])
    const result = await evaluate('np.asfortranarray(np.arange(4, dtype="f4").reshape(2, 2))', out)
    assert.equal(result.data, part)
    assert.deepEqual([...new Float32Array(buffer)], [0, 0, 0, 1, 2, 3, ...Array(10).fill(0)])
  })

  test('is used again and again, also for large arrays and bytes', async () => {
    const out = new Uint8Array(3_000_000)
    for (let fill = 1; fill <= 3; fill += 1) {
      const { data } = await evaluate(`np.full(3_000_000, ${fill}, dtype=np.uint8)`, out)
      assert.equal(data, out)
      assert.deepEqual([out[0], out[2_999_999]], [fill, fill])
    }
    assert.equal(await evaluate('bytes([7]) * 3_000_000', out), out)
    assert.equal(out[1_500_000], 7)
  })

  test('that Python has worked on in place', async () => {
    const out = Float64Array.from([1, 2, 3, 4])
    for (const [target, expected] of [['boundary_arrays:doubled_in_place', [2, 4, 6, 8]]]) {
      const result = await addon.call(target, [out], { out }).result
      assert.equal(result.data, out)
      assert.deepEqual([...out], expected)
    }
  })

  test('a large view of it that lies otherwise is refused; a small one is right', async () => {
    const reverse = (length) => {
      const out = Float64Array.from({ length }, (_, i) => i)
      return addon.call('boundary_arrays:reversed_view', [out], { out }).result
    }
    assert.deepEqual([...(await reverse(4)).data], [3, 2, 1, 0])
    await assert.rejects(reverse(1 << 20), { code: 'GILDER_VALUE', message: /Return a copy/ })
  })

  test('a result of another type or size is refused, and nothing is written', async () => {
    const out = new Float64Array(3)
    for (const expression of ['np.ones(4)', 'np.ones(3, dtype="f4")', 'np.ones((3, 1)).T[:, :2]']) {
      await assert.rejects(evaluate(expression, out), { code: 'GILDER_VALUE', message: /does not fit/ })
    }
    const shaped = new addon.NdArray(out, [3, 1])
    await assert.rejects(evaluate('np.ones(3)', shaped), { message: /shape \[3\].*shape \[3, 1\]/ })
    await assert.rejects(evaluate('[1, 2, 3]', out), { code: 'GILDER_VALUE', message: /returned no array/ })
    assert.deepEqual([...out], [0, 0, 0])
  })

  test('is an array', () => {
    for (const out of [null, 5, {}, [1], new DataView(new ArrayBuffer(8)), new ArrayBuffer(8)]) {
      assert.throws(() => addon.call('builtins:abs', [1], { out }), {
        code: 'GILDER_VALUE',
        message: /'out'/,
      })
    }
  })

  test('memory that is taken away by force while it is filled', async (context) => {
    if (!('transfer' in ArrayBuffer.prototype)) return context.skip('this Node has no way to take it')
    const length = 8 << 20
    /** Whether it was taken away in time: the copy may be over before anybody looks. */
    async function takenAway() {
      const out = new Float64Array(length)
      const { buffer } = out
      let over = false
      const result = evaluate(`np.ones(${length})`, out).finally(() => {
        over = true
      })
      while (!over && out[0] === 0) await new Promise(setImmediate)
      if (over) return false
      const elsewhere = ArrayBuffer.prototype.transfer.call(buffer)
      await assert.rejects(result, { code: 'GILDER_VALUE', message: /'out' is of no use any more/ })
      assert.equal(elsewhere.byteLength, 8 * length)
      return true
    }
    await withNothingUncaught(async () => {
      for (let tries = 0; !(await takenAway()); tries += 1) assert.ok(tries < 50, 'never in time')
    })
  })

  test('an error of the call stays one', async () => {
    await assert.rejects(evaluate('1 / 0', new Float64Array(1)), { type: 'ZeroDivisionError' })
  })
})
