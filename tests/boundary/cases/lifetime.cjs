'use strict'
const assert = require('node:assert/strict')
const { run } = require('../runtime.cjs')
const { collect, collectUntil } = require('../gc.cjs')
const { group } = require('../suite.cjs')

/** Lends an array and loses it, so that only Python holds it. */
async function lend(keep, name, length) {
  const array = Float64Array.from({ length }, (_, i) => i)
  await run(keep, name, array)
  return new WeakRef(array.buffer)
}

group('lifetime', (test) => {
  for (const keep of ['boundary_arrays:keep', 'boundary_arrays:keep_view']) {
    test(`memory that Python keeps stays, and is freed when Python drops it: ${keep}`, async () => {
      const length = 500_000
      const buffer = await lend(keep, 'retained', length)
      // Give freed memory every chance to be used for something else.
      await collectUntil(() => false, 10)
      const filler = Array.from({ length: 20 }, () => new Float64Array(length).fill(-1))
      const kept = await run('boundary_arrays:kept', 'retained')
      assert.equal(kept.last, keep.endsWith('view') ? length - 2 : length - 1)
      assert.equal(filler.length, 20)
      assert.notEqual(buffer.deref(), undefined)
      await run('boundary_arrays:write_kept', 'retained', 5)
      const [first, last] = [length / 2, length - 2]
      assert.deepEqual(
        [first, last].map((i) => new Float64Array(buffer.deref())[i]),
        [5, 5],
      )
      await run('boundary_arrays:forget', 'retained')
      assert.ok(await collectUntil(() => buffer.deref() === undefined), 'the memory was never freed')
    })
  }

  test('memory that nobody keeps is free when the call is over', async () => {
    const buffer = await lend('boundary_arrays:sums', 'text is no array', 10).catch(() => null)
    assert.equal(buffer, null)
    const once = await (async () => {
      const array = new Float64Array(1000)
      await run('boundary_arrays:sums', [array])
      return new WeakRef(array.buffer)
    })()
    assert.ok(await collectUntil(() => once.deref() === undefined))
  })

  test('results and arguments do not pile up', async () => {
    const settle = async () => {
      await collectUntil(() => false, 5)
      return process.memoryUsage().rss
    }
    const round = async () => {
      for (let i = 0; i < 40; i += 1) {
        const array = await run('boundary_values:evaluate', 'np.ones(1 << 17)')
        assert.equal((await run('boundary_arrays:sums', [array.data]))[0], 1 << 17)
        if (i % 10 === 0) collect()
      }
    }
    await round()
    const before = await settle()
    for (let i = 0; i < 10; i += 1) await round()
    // 800 MB went through.
    const grown = ((await settle()) - before) / 2 ** 20
    assert.ok(grown < 100, `${grown} MB more`)
  })
})
