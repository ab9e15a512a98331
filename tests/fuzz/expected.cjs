/** What Python's echo of a value is, by the table of native/README.md. */
'use strict'
const { addon } = require('../boundary/runtime.cjs')

const safe = (integer) => integer >= Number.MIN_SAFE_INTEGER && integer <= Number.MAX_SAFE_INTEGER

const natural = {
  Int8Array: 'int8',
  Uint8Array: 'uint8',
  Int16Array: 'int16',
  Uint16Array: 'uint16',
  Int32Array: 'int32',
  Uint32Array: 'uint32',
  BigInt64Array: 'int64',
  BigUint64Array: 'uint64',
  Float32Array: 'float32',
  Float64Array: 'float64',
}

function expected(value) {
  if (value === undefined) return null
  if (typeof value === 'bigint') return safe(value) ? Number(value) : value
  if (Array.isArray(value)) return value.map(expected)
  if (ArrayBuffer.isView(value)) {
    return new addon.NdArray(value.slice(), [value.length], natural[value.constructor.name])
  }
  if (value instanceof addon.NdArray) return new addon.NdArray(value.data.slice(), value.shape, value.dtype)
  if (value instanceof Date || value instanceof Set) return value
  if (value instanceof addon.Complex || value instanceof addon.Decimal) return value
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expected(item)]))
  }
  return value
}

module.exports = { expected }
