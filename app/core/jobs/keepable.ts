/** Whether parameters can be kept in the record of a run: looked at before Python hears of them. */
import type { ParamProblem } from '../../contract/job'
import { toExactJson } from '../exact-json'
import { RECORD_LIMIT } from '../store/record-file'
import { text } from '../text'
import type { Params } from './inputs'

/** Half of what a record may have. */
const LARGEST = RECORD_LIMIT / 2

/** They must fit into the record together; of too many the largest is named. */
export function checkKeepable(params: Params): readonly ParamProblem[] {
  const odd = Object.entries(params).filter(([, value]) => !isPlain(value))
  if (odd.length > 0) return odd.map(([field]) => ({ field, message: text.oddParameter }))
  const sizes = Object.entries(params).map(([field, value]) => ({ field, bytes: recordedBytes(value) }))
  const sum = sizes.reduce((total, { bytes }) => total + bytes, 0)
  if (sum <= LARGEST) return []
  const { field, bytes } = sizes.reduce((most, each) => (each.bytes > most.bytes ? each : most))
  return [{ field, message: text.largeParameter(bytes, LARGEST) }]
}

/** A form and a flag can send nothing else; a window that has been taken over could. */
function isPlain(value: unknown): boolean {
  try {
    return isJson(value)
  } catch (error) {
    // So deep, or so round, that it has no end within the stack.
    if (error instanceof RangeError) return false
    throw error
  }
}

function isJson(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isJson)
  if (typeof value !== 'object' || value === null)
    return typeof value !== 'function' && typeof value !== 'symbol'
  const above = Object.getPrototypeOf(value)
  // Values of another realm, as tests and workers make them, have another Object above them.
  const isObject = above === null || Object.getPrototypeOf(above) === null
  return isObject && Object.values(value).every(isJson)
}

const recordedBytes = (value: unknown): number => Buffer.byteLength(toExactJson(value, 1) ?? '')
