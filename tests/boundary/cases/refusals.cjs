'use strict'
const assert = require('node:assert/strict')
const { addon, run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const echo = (...args) => addon.call('boundary_values:echo', args)
const evaluate = (expression) => run('boundary_values:evaluate', expression)

class Thing {}

/** What cannot be sent to Python: the value, where in it the fault is, and a word of the sentence. */
const unsendable = [
  [() => 1, '$', /function/],
  [{ a: [0, Symbol('s')] }, '$.a[1]', /symbol/],
  [{ 'a b': { c: new Map() } }, '$["a b"].c', /instance of Map/],
  [[new Date()], '$[0]', /instance of Date/],
  [[[new Thing()]], '$[0][0]', /instance of Thing/],
  [{ e: new Error('x') }, '$.e', /instance of Error/],
  [new ArrayBuffer(8), '$', /instance of ArrayBuffer/],
  [Object(1), '$', /instance of Number/],
]

/** What cannot be sent to JavaScript: the expression, where the fault is, and a word of the sentence. */
const unreturnable = [
  ['{1, 2}', '$', /of type set/],
  ['{"a": [0, {1: 2}]}', '$.a[1]', /key of type int/],
  ['{"a": [3, 4, 5, {"b": object()}]}', '$.a[3].b', /of type object/],
  ['[1j]', '$[0]', /of type complex/],
  ['datetime.datetime(2020, 1, 1)', '$', /of type datetime/],
  ['decimal.Decimal(1)', '$', /of type Decimal/],
  ['(i for i in [])', '$', /of type generator/],
  ['np.datetime64("2020-01-01")', '$', /of type datetime64/],
  ['np.timedelta64(5, "ns")', '$', /of type timedelta64/],
  ['np.complex128(1)', '$', /of type complex/],
  ['np.longdouble(1)', '$', /of type longdouble/],
  ['np.ma.masked_array([1, 2], [0, 1])', '$', /of type MaskedArray.*asarray/],
  ['np.array(["2020"], dtype="datetime64[D]")', '$', /dtype datetime64/],
  ['np.array([None])', '$', /dtype object/],
  ['np.array([(1, 2.0)], dtype="i4,f8")', '$', /dtype \[/],
  ['np.array(["a"])', '$', /dtype <U1/],
  ['[np.arange(3, dtype=">i4")]', '$[0]', /dtype >i4.*astype/],
  ['np.zeros(3, dtype=np.longdouble)', '$', /dtype float128/],
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
