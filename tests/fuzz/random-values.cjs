/** Values of every kind, made of random numbers. */
'use strict'
const { addon } = require('../boundary/runtime.cjs')

const LEVELS = 5

const kinds = [
  [Int8Array, 'int8'],
  [Uint8Array, 'uint8'],
  [Uint8Array, 'bool'],
  [Int16Array, 'int16'],
  [Uint16Array, 'uint16'],
  [Uint16Array, 'float16'],
  [Int32Array, 'int32'],
  [Uint32Array, 'uint32'],
  [BigInt64Array, 'int64'],
  [BigUint64Array, 'uint64'],
  [Float32Array, 'float32'],
  [Float64Array, 'float64'],
  [Float32Array, 'complex64', 2],
  [Float64Array, 'complex128', 2],
]

function number(random) {
  const scratch = new DataView(new ArrayBuffer(8))
  const special = [0, -0, NaN, Infinity, -Infinity, 5e-324, 2 ** 53, 2 ** 53 - 1, -(2 ** 53), 1e20, 0.1]
  const bits = () => {
    scratch.setUint32(0, random.bits())
    scratch.setUint32(4, random.bits())
    return scratch.getFloat64(0)
  }
  return random.oneOf([() => random.below(1000) - 500, () => random.oneOf(special), bits])()
}

function bigint(random) {
  let made = 0n
  for (let words = random.below(9); words > 0; words -= 1) made = (made << 32n) | BigInt(random.bits())
  return random.below(2) === 0 ? made : -made
}

function text(random) {
  const unit = random.oneOf([
    () => random.below(128),
    () => random.below(0x10000),
    () => 0xd800 + random.below(0x800),
  ])
  return String.fromCharCode(...random.times(20, unit))
}

function array(random) {
  const [Kind, dtype, parts = 1] = random.oneOf(kinds)
  const shape = random.times(4, () => random.below(5))
  const length = shape.reduce((product, size) => product * size, parts)
  const bytes = Uint8Array.from({ length: length * Kind.BYTES_PER_ELEMENT + 8 }, () => random.below(256))
  const data = new Kind(bytes.buffer, 8, length)
  return random.below(2) === 0 ? data : new addon.NdArray(data, shape, dtype)
}

/** Of the years that Python knows. */
const date = (random) =>
  new Date(-62135596800000 + ((random.bits() * 2 ** 21 + random.below(2 ** 21)) % 315537897600000))

/** In the form that Python writes it in itself. */
const decimal = (random) =>
  new addon.Decimal(`${random.oneOf(['', '-'])}${1 + random.below(9)}${random.oneOf(['', '.50', '00000'])}`)

/** A value that may cross, without parts: what may stand in a set. */
const leaf = (random) =>
  random.oneOf([
    () => random.oneOf([null, undefined, true, false]),
    () => number(random),
    () => bigint(random),
    () => text(random),
    () => date(random),
    () => decimal(random),
    () => new addon.Complex(number(random), number(random)),
  ])()

/** A value that may cross. */
function plain(random, level = 0) {
  const leaves = [leaf, leaf, array]
  const branch = [
    () => random.times(8, () => plain(random, level + 1)),
    // Of text only: Python takes 1, 1.0 and true for one item.
    () => new Set(random.times(5, () => text(random))),
    () => Object.fromEntries(random.times(8, () => [text(random), plain(random, level + 1)])),
  ]
  return random.oneOf(level < LEVELS ? [...leaves, ...branch] : leaves)(random)
}

const thrown = () => {
  throw new Error('thrown by the value itself')
}

/** Things that have no counterpart, change while they are looked at, or throw. */
const odd = [
  () => Symbol('s'),
  () => () => {},
  () => new (class Some {})(),
  () => new Map([[1, 2]]),
  () => new Set([1]),
  () => new WeakMap(),
  () => /x/,
  () => new Error('as a value'),
  () => Promise.resolve(1),
  () => new Proxy({}, { ownKeys: thrown }),
  () => new Proxy({ a: 1 }, { get: thrown }),
  () => new Proxy([], { get: thrown }),
  () => new Proxy({}, { getPrototypeOf: thrown }),
  () => ({
    get a() {
      return thrown()
    },
  }),
  () => new Float64Array(new SharedArrayBuffer(16)),
  () => new Uint8Array(new ArrayBuffer(8, { maxByteLength: 16 })),
  () => {
    const gone = new Float64Array(4)
    structuredClone(gone.buffer, { transfer: [gone.buffer] })
    return gone
  },
  () => {
    const going = new Float64Array(4)
    const take = () => structuredClone(going.buffer, { transfer: [going.buffer] }).byteLength
    return { a: going, b: Object.defineProperty({}, 'c', { get: take, enumerable: true }) }
  },
  () => {
    const cycle = [1]
    cycle.push({ cycle })
    return cycle
  },
  () => {
    let deep = []
    for (let i = 0; i < 1100; i += 1) deep = [deep]
    return deep
  },
  () => {
    const shrinking = [1, 2, 3, 4]
    Object.defineProperty(shrinking, 1, { get: () => (shrinking.length = 2) })
    return shrinking
  },
  () => Object.assign(Object.create(addon.NdArray.prototype), { data: 1 }),
  () => Object.create(addon.NdArray.prototype),
  () => Object.assign([1, 2], { extra: 3 }),
  () => Object.setPrototypeOf(new Float64Array(2), null),
  () => Object.setPrototypeOf([], null),
  () => new Date(Number.NaN),
  () => Object(1n),
  () => new String('boxed'),
  () => new DataView(new ArrayBuffer(9), 3),
  () => globalThis,
]

/** A value with something odd somewhere in it. */
function hostile(random, level = 0) {
  if (level === 3 || random.below(2) === 0) return random.oneOf(odd)()
  const inner = hostile(random, level + 1)
  const around = random.times(4, () => plain(random, 4))
  return random.below(2) === 0 ? [...around, inner] : { ...around, inner }
}

module.exports = { hostile, plain }
