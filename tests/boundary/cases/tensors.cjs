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
const evaluate = (expression) => run('boundary_tensors:evaluate', expression)

/** torch's expression → the TypedArray it becomes. Shape, dtype and every byte come from torch. */
const kinds = [
  ['torch.tensor([True, False])', Uint8Array],
  ['torch.arange(-4, 4, dtype=torch.int8)', Int8Array],
  ['torch.arange(8, dtype=torch.uint8)', Uint8Array],
  ['torch.arange(8, dtype=torch.int16)', Int16Array],
  ['torch.arange(8).to(torch.uint16)', Uint16Array],
  ['torch.arange(8, dtype=torch.int32)', Int32Array],
  ['torch.tensor([2**63 - 1, -2**63])', BigInt64Array],
  ['torch.tensor([1, -2, float("inf"), float("nan")], dtype=torch.float16)', Uint16Array],
  ['torch.randn(7, generator=gen)', Float32Array],
  ['torch.randn(7, 5, generator=gen, dtype=torch.float64)', Float64Array],
  ['torch.randn(5, generator=gen, dtype=torch.complex64)', Float32Array],
  ['torch.randn(5, generator=gen, dtype=torch.complex128)', Float64Array],
  ['torch.randn(1000, generator=gen).to(torch.bfloat16)', Float32Array],
  ['torch.tensor([float("nan"), -0.0, 3e38, 1e-40]).to(torch.bfloat16)', Float32Array],
  ['torch.randn(3, 4, generator=gen, requires_grad=True)', Float32Array],
  ['torch.nn.Parameter(torch.randn(3, generator=gen))', Float32Array],
  ['(torch.randn(3, generator=gen, requires_grad=True) * 2)', Float32Array],
  ['torch.randn(3, 4, 5, generator=gen).permute(2, 0, 1)', Float32Array],
  ['torch.randn(6, 8, generator=gen)[::2, 1::3]', Float32Array],
  ['torch.randn(1, 4, generator=gen).expand(3, 4)', Float32Array],
  ['torch.randn(4, generator=gen, dtype=torch.complex64).conj()', Float32Array],
  ['torch.randn(4, generator=gen, dtype=torch.complex64).conj().imag', Float32Array],
  ['torch.tensor(2.5)', Float32Array],
  ['torch.zeros(0, 3)', Float32Array],
]

/** What is refused, and what the sentence says to do. */
const refused = [
  ['[torch.eye(3).to_sparse()]', '$[0]', /sparse tensor\. Return its to_dense\(\)/],
  ['torch.eye(3).to_sparse_csr()', '$', /sparse/],
  ['torch.quantize_per_tensor(torch.ones(3), 0.1, 0, torch.qint8)', '$', /quantised tensor.*dequantize/],
  ['{"a": torch.ones(3).to(torch.float8_e4m3fn)}', '$.a', /torch\.float8_e4m3fn .*Convert it with float\(\)/],
  ['torch.zeros(3, dtype=torch.complex32)', '$', /torch\.complex32/],
  ['torch.empty(3, device="meta")', '$', /device 'meta'/],
  ['torch.nested.nested_tensor([torch.ones(2), torch.ones(3)])', '$', /nested tensor/],
  ['torch.float32', '$', /of type dtype/],
]

group('tensors', (add) => {
  const test = (title, body) => add(title, body, { needs: ['torch'] })

  for (const [expression, Kind] of kinds) {
    test(expression, async () => {
      const { tensor, ...truth } = await run('boundary_tensors:made', expression)
      assert.ok(tensor instanceof NdArray)
      assert.equal(tensor.data.constructor, Kind)
      assert.deepEqual([tensor.dtype, [...tensor.shape]], [truth.dtype, truth.shape])
      assert.equal(sha256(tensor.data), truth.sha256)
    })
  }

  for (const [expression, path, said] of refused) {
    test(`refused: ${expression}`, async () => {
      await assert.rejects(evaluate(expression), { code: 'GILDER_VALUE', path, message: said })
    })
  }

  test('bfloat16 is exact as float32', async () => {
    const { data, dtype } = await evaluate('torch.tensor([1.0, 3.140625, -65536.0]).to(torch.bfloat16)')
    assert.deepEqual([dtype, ...data], ['float32', 1, 3.140625, -65536])
  })

  test('its memory stays while it is copied out', async () => {
    const results = [1, 2, 3].map(() => run('boundary_tensors:megabytes', 48))
    const litter = [1, 2, 3].map(() => run('boundary_tensors:litter', 40))
    for (const { data } of await Promise.all(results)) {
      assert.equal(data.length, 48 << 20)
      assert.ok(data.every((byte, i) => byte === (i & 255)))
    }
    await Promise.all(litter)
  })

  test('torch.from_numpy of an argument works on the same memory', async () => {
    const array = Float32Array.of(1, 2, 3)
    assert.equal(await run('boundary_tensors:same_memory', array), true)
    assert.equal(await run('boundary_tensors:double', new NdArray(array, [3, 1])), 'torch.float32')
    assert.deepEqual([...array], [2, 4, 6])
  })
})
