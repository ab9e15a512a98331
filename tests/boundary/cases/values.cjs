'use strict'
const assert = require('node:assert/strict')
const { run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const evaluate = (expression) => run('boundary_values:evaluate', expression)

/** JavaScript value → Python's type and repr → what comes back (the value itself, unless given). */
const roundTrips = [
  [null, 'NoneType', 'None'],
  [undefined, 'NoneType', 'None', null],
  [true, 'bool', 'True'],
  [false, 'bool', 'False'],
  [0, 'int', '0'],
  [-0, 'float', '-0.0'],
  [3, 'int', '3'],
  [-7, 'int', '-7'],
  [1.5, 'float', '1.5'],
  [0.1, 'float', '0.1'],
  [5e-324, 'float', '5e-324'],
  [1.7976931348623157e308, 'float', '1.7976931348623157e+308'],
  [Number.NaN, 'float', 'nan'],
  [Number.POSITIVE_INFINITY, 'float', 'inf'],
  [Number.NEGATIVE_INFINITY, 'float', '-inf'],
  [Number.MAX_SAFE_INTEGER, 'int', '9007199254740991'],
  [Number.MIN_SAFE_INTEGER, 'int', '-9007199254740991'],
  [2 ** 53, 'float', '9007199254740992.0'],
  [1e20, 'float', '1e+20'],
  [5n, 'int', '5', 5],
  [0n, 'int', '0', 0],
  [2n ** 53n - 1n, 'int', '9007199254740991', Number.MAX_SAFE_INTEGER],
  [2n ** 53n, 'int', '9007199254740992'],
  [-(2n ** 53n), 'int', '-9007199254740992'],
  [2n ** 63n - 1n, 'int', '9223372036854775807'],
  [-(2n ** 63n), 'int', '-9223372036854775808'],
  [2n ** 63n, 'int', '9223372036854775808'],
  [-(2n ** 63n) - 1n, 'int', '-9223372036854775809'],
  [2n ** 64n, 'int', '18446744073709551616'],
  [-(2n ** 128n) + 1n, 'int', '-340282366920938463463374607431768211455'],
  ['', 'str', "''"],
  ['plain', 'str', "'plain'"],
  ['naïve 漢字 😀', 'str', "'naïve 漢字 😀'"],
  ['nul\0inside', 'str', "'nul\\x00inside'"],
  ['\ufeffmark', 'str', "'\\ufeffmark'"],
  ['\ud800', 'str', "'\\ud800'"],
  ['a\udc00b\ud83d', 'str', "'a\\udc00b\\ud83d'"],
  [[], 'list', '[]'],
  [[1, [2, ['three']], null], 'list', "[1, [2, ['three']], None]"],
  // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested
  [[1, , 2], 'list', '[1, None, 2]', [1, null, 2]],
  [{}, 'dict', '{}'],
  [{ b: 1, a: { c: [true] }, '': 0 }, 'dict', "{'b': 1, 'a': {'c': [True]}, '': 0}"],
  [{ gone: undefined }, 'dict', "{'gone': None}", { gone: null }],
  [{ 1: 'number-like' }, 'dict', "{'1': 'number-like'}"],
  [{ '\ud800': 1 }, 'dict', "{'\\ud800': 1}"],
]

/** Python expression → JavaScript value. */
const results = [
  ['(1, 2, (3,))', [1, 2, [3]]],
  ['collections.OrderedDict(a=1)', { a: 1 }],
  ['collections.namedtuple("P", "x y")(1, 2)', [1, 2]],
  ['Colour.RED', 3],
  ['Word("w")', 'w'],
  ['10**30', 10n ** 30n],
  ['-(16**40)', -(16n ** 40n)],
  ['2**53 - 1', Number.MAX_SAFE_INTEGER],
  ['2**53', 2n ** 53n],
  ['True', true],
  ['np.bool_(True)', true],
  ['np.int8(-5)', -5],
  ['np.uint64(2**64 - 1)', 2n ** 64n - 1n],
  ['np.int64(2**53)', 2n ** 53n],
  ['np.float16(0.5)', 0.5],
  ['np.float32(1.5)', 1.5],
  ['np.float64("nan")', Number.NaN],
  ['np.str_("text")', 'text'],
  ['{"a": (np.int32(1), None)}', { a: [1, null] }],
]

group('values', (test) => {
  for (const [value, type, repr, back = value] of roundTrips) {
    test(`${type} ${repr.slice(0, 40)} there and back`, async () => {
      const seen = await run('boundary_values:seen', value)
      assert.equal(seen[0], type)
      assert.equal(seen[1], repr)
      assert.deepStrictEqual(seen[2], back)
    })
  }

  for (const [expression, expected] of results) {
    test(`${expression} to JavaScript`, async () => {
      assert.deepStrictEqual(await evaluate(expression), expected)
    })
  }

  test('integers of many words are exact both ways', async () => {
    for (const bits of [1000n, 65_536n, 1_000_000n]) {
      assert.equal(await run('boundary_values:is_power_of_two', 2n ** bits, Number(bits)), true)
      assert.equal(await evaluate(`-(2**${bits}) - 1`), -(2n ** bits) - 1n)
    }
  })

  test('every kind of character keeps its code point', async () => {
    const points = [0, 0x7f, 0x80, 0x7ff, 0x800, 0xdfff, 0xd800, 0xfeff, 0xffff, 0x10000, 0x10ffff]
    const text = String.fromCodePoint(...points)
    assert.deepEqual(await run('boundary_values:code_points', text), points)
    assert.equal(await run('boundary_values:from_code_points', points), text)
  })

  test('long strings', async () => {
    const text = 'aé漢😀'.repeat(500_000)
    assert.equal(await run('boundary_values:echo', text), text)
  })

  test('arguments stand in their order', async () => {
    assert.deepEqual(await run('boundary_values:seen_args', 1, '2', null), [
      'int:1',
      "str:'2'",
      'NoneType:None',
    ])
  })

  test('__proto__ is a key like any other', async () => {
    const value = JSON.parse('{"__proto__": {"polluted": true}, "a": 1}')
    assert.equal((await run('boundary_values:seen', value))[1], "{'__proto__': {'polluted': True}, 'a': 1}")
    const back = await run('boundary_values:echo', value)
    assert.equal(Object.getPrototypeOf(back), Object.prototype)
    assert.deepEqual(Object.keys(back), ['__proto__', 'a'])
    assert.equal(back.polluted, undefined)
  })

  test('objects without a prototype, of another realm, with symbols', async () => {
    const bare = Object.assign(Object.create(null), { a: 1, [Symbol('hidden')]: 2 })
    assert.deepEqual(await run('boundary_values:echo', bare), { a: 1 })
    const foreign = require('node:vm').runInNewContext('({ list: [1], inner: { b: 2 } })')
    assert.deepEqual(await run('boundary_values:echo', foreign), { list: [1], inner: { b: 2 } })
  })

  test('a value may hold the same part twice', async () => {
    const part = { a: [1] }
    assert.deepEqual(await run('boundary_values:echo', [part, part]), [{ a: [1] }, { a: [1] }])
    assert.deepEqual(await run('boundary_values:shared'), [
      [1, 2],
      [1, 2],
    ])
  })

  test('a thousand levels are allowed', async () => {
    let value = []
    for (let i = 1; i < 1000; i += 1) value = i % 2 === 0 ? [value] : { a: value }
    assert.equal(await run('boundary_values:depth_of', value), 999)
    const back = await run('boundary_values:nested_list', 1000)
    let depth = 0
    for (let level = back; level !== undefined; level = level[0]) depth += 1
    assert.equal(depth, 1000)
  })

  test('many small values', async () => {
    const value = Array.from({ length: 50_000 }, (_, i) => ({ i, s: `n${i}`, f: i / 7, l: [i, -i] }))
    assert.deepStrictEqual(await run('boundary_values:echo', value), value)
  })
})
