/** Values of types beyond JSON's: dates, sets, complex and decimal numbers, and objects of the standard library. */
'use strict'
const assert = require('node:assert/strict')
const vm = require('node:vm')
const { addon, run } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const { Complex, Decimal, NdArray } = addon
const evaluate = (expression) => run('boundary_kinds:evaluate', expression)

/** JavaScript value → Python's type and repr; what comes back equals the value itself. */
const roundTrips = [
  [new Date(0), 'datetime', 'datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)'],
  [new Date(-1), 'datetime', /\(1969, 12, 31, 23, 59, 59, 999000, tzinfo=datetime\.timezone\.utc\)$/],
  [new Date(Date.UTC(2026, 1, 28, 23, 59, 59, 1)), 'datetime', /\(2026, 2, 28, 23, 59, 59, 1000, tz/],
  [new Date('0001-01-01T00:00:00.000Z'), 'datetime', /\(1, 1, 1, 0, 0, tz/],
  [new Date('9999-12-31T23:59:59.999Z'), 'datetime', /\(9999, 12, 31, 23, 59, 59, 999000, tz/],
  [new Set(), 'set', 'set()'],
  [new Set(['only']), 'set', "{'only'}"],
  [new Set([new Date(5)]), 'set', /^\{datetime\.datetime\(1970, 1, 1, 0, 0, 0, 5000/],
  [new Complex(1, -2), 'complex', '(1-2j)'],
  [new Complex(-0, Number.NaN), 'complex', '(-0+nanj)'],
  [new Complex(Number.POSITIVE_INFINITY, -0), 'complex', '(inf-0j)'],
  [new Decimal('1.50'), 'Decimal', "Decimal('1.50')"],
  [new Decimal('-0E-7'), 'Decimal', "Decimal('-0E-7')"],
  [new Decimal('1E+30'), 'Decimal', "Decimal('1E+30')"],
  [new Decimal('3.14159265358979323846264338327950288419716939937510'), 'Decimal', /9937510'\)$/],
  [new Decimal('-sNaN12'), 'Decimal', "Decimal('-sNaN12')"],
  [new Decimal('Infinity'), 'Decimal', "Decimal('Infinity')"],
  [{ a: [new Set([1, 'b', null]), new Date(7)] }, 'dict', /^\{'a': \[\{.*\}, datetime/],
]

/** Python expression → JavaScript value. */
const results = [
  ['datetime.datetime(2020, 1, 2, 3, 4, 5, 678_999, datetime.UTC)', new Date('2020-01-02T03:04:05.678Z')],
  ['datetime.datetime(1969, 12, 31, 23, 59, 59, 999_999, datetime.UTC)', new Date(-1)],
  [
    'datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=5, minutes=30)))',
    new Date('2019-12-31T18:30:00Z'),
  ],
  [
    'datetime.datetime(1, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=14)))',
    new Date(-62_135_596_800_000 - 14 * 3_600_000),
  ],
  ['datetime.datetime(2020, 5, 6, 7, 8, 9, 10_000)', new Date(2020, 4, 6, 7, 8, 9, 10)],
  ['datetime.date(2020, 2, 29)', '2020-02-29'],
  ['datetime.time(1, 2, 3, 4)', '01:02:03.000004'],
  ['datetime.time(1, 2, tzinfo=datetime.UTC)', '01:02:00+00:00'],
  ['datetime.timedelta(days=-1, microseconds=1)', -86_399.999999],
  ['np.datetime64("2020-01-02T03:04:05.123456789")', new Date('2020-01-02T03:04:05.123Z')],
  ['np.datetime64("1969-12-31T23:59:59.9999")', new Date(-1)],
  ['np.datetime64("2020")', new Date('2020-01-01')],
  ['np.datetime64("-200000-03", "M")', new Date('-200000-03-01T00:00:00Z')],
  ['np.datetime64(3, "25h")', new Date(75 * 3_600_000)],
  ['np.datetime64("NaT")', null],
  ['np.timedelta64(5, "ns")', 5e-9],
  ['np.timedelta64(-2, "W")', -1_209_600],
  ['np.timedelta64("NaT", "s")', null],
  ['frozenset([3])', new Set([3])],
  ['{(1, "a")}', new Set([[1, 'a']])],
  ['{"a": {b"x"}}', { a: new Set([new Uint8Array([120])]) }],
  ['1j', new Complex(0, 1)],
  ['np.complex64(1 - 2j)', new Complex(1, -2)],
  ['np.complex128(complex("nan-infj"))', new Complex(Number.NaN, Number.NEGATIVE_INFINITY)],
  ['decimal.Decimal("-1.10")', new Decimal('-1.10')],
  ['pathlib.PurePosixPath("/a/b c")', '/a/b c'],
  ['pathlib.PureWindowsPath("c:/a")', 'c:\\a'],
  ['uuid.UUID(int=5)', '00000000-0000-0000-0000-000000000005'],
  ['Colour.RED', 'red'],
  ['Colour.POINT', [1, 2]],
  ['Rights.READ | Rights.WRITE', 3],
  ['Point(1)', { x: 1, y: 0.5 }],
  [
    'Line(Point(1), Point(2, 3), [None, {4}])',
    { start: { x: 1, y: 0.5 }, end: { x: 2, y: 3 }, times: [null, new Set([4])] },
  ],
  ['collections.namedtuple("P", "x y")(1, {2})', [1, new Set([2])]],
  ['range(0)', []],
  ['range(5, -5, -4)', [5, 1, -3]],
  ['array.array("u", "héé")', 'héé'],
]

/** Python expression → dtype, shape and elements of an NdArray. */
const buffers = [
  ['array.array("d", [1, 2])', 'float64', [2], [1, 2]],
  ['array.array("h", [-1])', 'int16', [1], [-1]],
  ['memoryview(b"ab")', 'uint8', [2], [97, 98]],
  ['memoryview(b"abcdef")[::-2]', 'uint8', [3], [102, 100, 98]],
  ['memoryview(b"abcdef").cast("B", (2, 3))', 'uint8', [2, 3], [97, 98, 99, 100, 101, 102]],
  ['memoryview(bytearray(8)).cast("q")', 'int64', [1], [0n]],
]

group('kinds of values', (test) => {
  for (const [value, type, repr] of roundTrips) {
    test(`${type} ${repr} there and back`, async () => {
      const seen = await run('boundary_kinds:about', value)
      assert.equal(seen.type, type)
      if (typeof repr === 'string') assert.equal(seen.repr, repr)
      else assert.match(seen.repr, repr)
      assert.deepStrictEqual(seen.back, value)
    })
  }

  for (const [expression, expected] of results) {
    test(`${expression} to JavaScript`, async () => {
      assert.deepStrictEqual(await evaluate(expression), expected)
    })
  }

  for (const [expression, dtype, shape, elements] of buffers) {
    test(`${expression} to JavaScript`, async () => {
      const array = await evaluate(expression)
      assert.ok(array instanceof NdArray)
      assert.deepEqual([array.dtype, [...array.shape], [...array.data]], [dtype, shape, elements])
    })
  }

  test('an ArrayBuffer is lent as its bytes', async () => {
    const { buffer } = Uint8Array.of(1, 2, 3)
    assert.equal((await run('boundary_arrays:about', buffer)).dtype, 'uint8')
    await run('boundary_arrays:fill', buffer, 9)
    assert.deepEqual([...new Uint8Array(buffer)], [9, 9, 9])
  })

  test('values of other realms and of subclasses', async () => {
    class Mine extends Set {}
    const foreign = vm.runInNewContext('[new Date(3), new Set([1])]')
    const { repr } = await run('boundary_kinds:about', [...foreign, new Mine([2])])
    assert.match(repr, /^\[datetime\.datetime\(1970, .*\), \{1\}, \{2\}\]$/)
  })

  test('Complex and Decimal are checked when made and cannot change', () => {
    const complex = new Complex(1, 2)
    const decimal = new Decimal('1.50')
    assert.deepEqual([complex.re, complex.im, decimal.text, `${decimal}`], [1, 2, '1.50', '1.50'])
    assert.ok(Object.isFrozen(complex) && Object.isFrozen(decimal))
    assert.throws(() => Complex(1, 2), TypeError)
    assert.throws(() => new Complex(1), { code: 'GILDER_VALUE', message: /number for each of re and im/ })
    for (const text of [
      '',
      '.',
      'e5',
      '1e',
      '1_0',
      ' 1',
      '0x1',
      '1.5.',
      'nan1x',
      '--1',
      '１',
      '1e999999999999999999',
      5,
    ])
      assert.throws(() => new Decimal(text), { code: 'GILDER_VALUE', message: /decimal number as text/ })
  })

  test('what only looks like one of them is checked when it is sent', () => {
    const forged = Object.create(Decimal.prototype, { text: { value: 'many' } })
    assert.throws(() => run('boundary_kinds:about', [forged]), { code: 'GILDER_VALUE', path: '$[0]' })
    assert.throws(() => run('boundary_kinds:about', Object.create(Complex.prototype)), { path: '$' })
    assert.throws(() => run('boundary_kinds:about', Object.create(Set.prototype)), /instance of Set/)
  })

  test('a cycle through dataclasses and sets is named by where it closes', async () => {
    await assert.rejects(run('boundary_kinds:loop'), {
      code: 'GILDER_VALUE',
      path: '$.next.a[0]',
      message: /\$\.next\.a\[0\] is \$ again/,
    })
    await assert.rejects(run('boundary_kinds:loop_through_a_set'), {
      path: '$[0].next[0][0].node',
      message: /is \$\[0\] again/,
    })
    await assert.rejects(evaluate('Shout.LOUD'), { path: '$', message: /stands for itself/ })
  })

  test('a thousand levels of dataclasses are allowed, one more is not', async () => {
    let depth = 0
    for (let at = await run('boundary_kinds:chain', 1000); at !== null; at = at.next) depth += 1
    assert.equal(depth, 1000)
    await assert.rejects(run('boundary_kinds:chain', 1001), { message: /nested deeper than 1000 levels/ })
  })

  test('arrays inside of sets and dataclasses arrive in their places', async () => {
    const value = await evaluate('Line({b"a", b"b"}, np.arange(2.0), [memoryview(b"c")])')
    assert.deepEqual([...value.start].map((bytes) => bytes[0]).sort(), [97, 98])
    assert.deepEqual([...value.end.data], [0, 1])
    assert.deepEqual([...value.times[0].data], [99])
  })

  test('types are known from the moment they are imported, by whichever thread', async () => {
    const expressions = Array.from({ length: 40 }, (_, i) =>
      i % 2 ? 'fractions.Fraction(1, 2)' : 'Point(1)',
    )
    const settled = await Promise.allSettled(expressions.map(evaluate))
    for (const [i, { status }] of settled.entries()) assert.equal(status, i % 2 ? 'rejected' : 'fulfilled')
  })
})
