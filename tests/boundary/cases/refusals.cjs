'use strict'
const assert = require('node:assert/strict')
const { addon, run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const echo = (...args) => addon.call('boundary_values:echo', args)
const evaluate = (expression) => run('boundary_kinds:evaluate', expression)

class Thing {}

/** What cannot be sent to Python: the value, where in it the fault is, and a word of the sentence. */
const unsendable = [
  [() => 1, '$', /function/],
  [{ a: [0, Symbol('s')] }, '$.a[1]', /symbol/],
  [{ 'a b': { c: new Map() } }, '$["a b"].c', /instance of Map.*Object\.fromEntries/],
  [[new Date(Number.NaN)], '$[0]', /invalid Date/],
  [[new Date(-62_135_596_800_001)], '$[0]', /years 1 to 9999/],
  [new Date(253_402_300_800_000), '$', /years 1 to 9999/],
  [{ s: new Set([1, [2]]) }, '$.s[1]', /inside of a Set.*Pass an Array/],
  [new Set([new Set()]), '$[0]', /inside of a Set/],
  [new Set([{}]), '$[0]', /inside of a Set/],
  [new Set([new Uint8Array(1)]), '$[0]', /inside of a Set/],
  [new Set([1, () => 1]), '$[1]', /function/],
  [[[new Thing()]], '$[0][0]', /instance of Thing/],
  [{ e: new Error('x') }, '$.e', /instance of Error/],
  [Promise.resolve(1), '$', /instance of Promise.*Await it/],
  [new SharedArrayBuffer(8), '$', /SharedArrayBuffer/],
  [Object(1), '$', /instance of Number/],
]

/** What cannot be sent to JavaScript: the expression, where the fault is, and a word of the sentence. */
const unreturnable = [
  ['{"a": [0, {1: 2}]}', '$.a[1]', /key of type int/],
  ['{"a": [3, 4, 5, {"b": object()}]}', '$.a[3].b', /of type object.*Return None, bool/],
  ['{(1, 3, (None, Odd()))}', '$[0][2][1]', /of type Odd/],
  ['Point({1: 2}, 3)', '$.x', /key of type int/],
  ['Unset(1)', '$', /no value in its field y/],
  ['Odd', '$', /of type Unhashable/],
  ['Model()', '$', /Return its model_dump\(\)/],
  ['(i for i in [])', '$', /of type generator.*Return list\(\)/],
  ['types.MappingProxyType({})', '$', /of type mappingproxy.*Return dict\(\)/],
  ['fractions.Fraction(1, 2)', '$', /of type Fraction/],
  ['about', '$', /of type function.*Call it/],
  ['range(10**8)', '$', /range of more than.*numpy\.arange/],
  ['range(10**30)', '$', /range of more than/],
  ['datetime.datetime(1, 1, 1)', '$', /local time.*time zone/],
  ['np.datetime64(10**15, "D")', '$', /beyond the dates of JavaScript/],
  ['np.datetime64(2**62, "Y")', '$', /beyond the dates of JavaScript/],
  ['np.datetime64("275760-09-13T00:00:00.001")', '$', /beyond the dates of JavaScript/],
  ['np.timedelta64(5, "M")', '$', /timedelta64 of unit M/],
  ['np.timedelta64(5)', '$', /timedelta64 of unit generic/],
  ['np.longdouble(1)', '$', /of type longdouble.*float\(\)/],
  ['np.clongdouble(1)', '$', /of type clongdouble/],
  ['np.void(b"abc")', '$', /of type void.*tobytes/],
  ['np.ma.masked_array([1, 2], [0, 1])', '$', /of type MaskedArray.*filled\(\)/],
  ['np.zeros(2).view(Arrays)', '$', /of type Arrays.*asarray/],
  ['np.zeros(2, dtype="V3")', '$', /dtype \|V3/],
  ['np.array([1, (2, {3: 4})], dtype=object)', '$[1][1]', /key of type int/],
  ['np.zeros(3, dtype=np.longdouble)', '$', /dtype float128.*astype/],
  ['np.zeros(3, dtype=np.clongdouble)', '$', /dtype complex256/],
  ['memoryview(np.zeros(2, dtype="i4,f8"))', '$', /array/],
  ['{"big": np.broadcast_to(np.uint8(1), (2100 << 20,))}', '$.big', /2202009600 bytes.*file/],
]

group('refusals', (test) => {
  for (const [value, path, said] of unsendable) {
    test(`to Python: ${said} at ${path}`, () => {
      assert.throws(() => echo(0, value), { name: 'TypeError', code: 'GILDER_VALUE', path, message: said })
      assert.throws(() => echo(0, value), { message: /^Argument 2 cannot be sent to Python: \$.*\. .*\.$/ })
    })
  }

  for (const [expression, path, said] of unreturnable) {
    test(`to JavaScript: ${expression}`, async () => {
      await assert.rejects(evaluate(expression), { code: 'GILDER_VALUE', path, message: said })
    })
  }

  test('a cycle is named by where it closes', async () => {
    const value = { a: [1, {}] }
    value.a[1].b = value.a
    assert.throws(() => echo(value), {
      code: 'GILDER_VALUE',
      path: '$.a[1].b',
      message: /is \$\.a again.*cycles/,
    })
    await assert.rejects(run('boundary_values:cycle'), {
      code: 'GILDER_VALUE',
      path: '$.a[1].b',
      message: /is \$\.a again/,
    })
    const list = []
    list.push(list, list)
    assert.throws(() => echo(list), { path: '$[0]' })
  })

  test('more than a thousand levels are too many', async () => {
    let value = []
    for (let i = 0; i < 1000; i += 1) value = [value]
    assert.throws(() => echo(value), { code: 'GILDER_VALUE', message: /nested deeper than 1000 levels/ })
    let deep = []
    for (let i = 0; i < 200_000; i += 1) deep = { a: deep }
    assert.throws(() => echo(deep), { code: 'GILDER_VALUE', message: /nested deeper/ })
    await assert.rejects(run('boundary_values:nested_list', 1001), { message: /nested deeper than 1000/ })
    await assert.rejects(run('boundary_values:nested_list', 100_000), { message: /nested deeper than 1000/ })
  })

  test('what a getter or proxy throws is thrown', () => {
    const own = new RangeError('mine')
    const value = {
      get trap() {
        throw own
      },
    }
    assert.throws(
      () => echo([value]),
      (error) => error === own,
    )
    for (const trap of ['get', 'ownKeys', 'getPrototypeOf']) {
      const handler = {
        [trap]() {
          throw own
        },
      }
      assert.throws(
        () => echo(new Proxy({ a: 1 }, handler)),
        (error) => error === own,
      )
    }
  })

  test('a proxy is what it stands for', async () => {
    assert.deepEqual(await echo(new Proxy({ a: 1 }, {})).result, { a: 1 })
    assert.throws(() => echo(new Proxy([1], {})), { code: 'GILDER_VALUE', message: /instance of Array/ })
    assert.throws(() => echo(new Proxy(new Map(), {})), { code: 'GILDER_VALUE' })
  })

  test('call checks its own arguments', () => {
    assert.throws(() => addon.call(), TypeError)
    assert.throws(() => addon.call('builtins:abs'), /array/)
    assert.throws(() => addon.call('builtins:abs', [1], { onEvent: 1 }), /onEvent/)
    for (const target of ['', 'abs', ':abs', 'builtins:', 'a:b:c', 'builtins:a\0bs']) {
      assert.throws(() => addon.call(target, []), { code: 'GILDER_TARGET', message: /module:function/ })
    }
  })
})
