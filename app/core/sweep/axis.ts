/**
 * The values one parameter takes in a sweep, from the text of a flag or a field: `0.1,0.01`, `2:10:2` (the end is among
 * them), `0.001:1:*10`, or, to draw samples from, `0.1:0.9` and `1e-5:1e-1:log`.
 */
import { GilderError } from '../../contract/error'
import type { JobSpec } from '../../contract/job'
import { nearest } from '../near'
import { type FlatSchema, flatten } from '../parameters/schema'
import { parseValue } from '../parameters/value'
import { text } from '../text'

export type Axis =
  | { readonly name: string; readonly kind: 'values'; readonly values: readonly unknown[] }
  | {
      readonly name: string
      readonly kind: 'between'
      readonly from: number
      readonly to: number
      /** Whole numbers only, both ends among them. */
      readonly whole: boolean
      /** Each order of magnitude is as likely as the next. */
      readonly log: boolean
    }

/** More values on one axis than this are a slip of the finger. */
const MOST_VALUES = 100_000

/** `name=values`; throws a GilderError of kind `parameters`. */
export function parseAxis(given: string, job: JobSpec): Axis {
  const at = given.indexOf('=')
  const name = given.slice(0, Math.max(at, 0)).trim()
  const values = given.slice(at + 1).trim()
  if (at <= 0 || values === '') throw new GilderError(text.sweepForm(given))
  const names = Object.keys(job.params.properties)
  const schema = Object.hasOwn(job.params.properties, name) ? job.params.properties[name] : undefined
  if (schema === undefined) throw new GilderError(text.sweepName(name, nearest(name, names), names))
  return axisOf(name, values, flatten(schema, job.params))
}

function axisOf(name: string, given: string, schema: FlatSchema): Axis {
  const isNumber = schema.types.includes('integer') || schema.types.includes('number')
  if (isNumber && given.includes(':')) return rangeOf(name, given, !schema.types.includes('number'))
  const values = listOf(given).map((one) => (typeof one === 'string' ? parseValue(one, schema) : one))
  const distinct = new Map(values.map((value) => [keyOf(value), value]))
  return { name, kind: 'values', values: [...distinct.values()] }
}

/** JSON where a value holds a comma or is a list itself. */
function listOf(given: string): readonly unknown[] {
  if (given.startsWith('[')) {
    try {
      const value: unknown = JSON.parse(given)
      if (Array.isArray(value)) return value
    } catch {
      // Then it is text that begins with a bracket.
    }
  }
  return given
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function rangeOf(name: string, given: string, whole: boolean): Axis {
  const [first = '', second = '', third = null, ...rest] = given.split(':').map((part) => part.trim())
  const [from, to] = [numberOf(first), numberOf(second)]
  const refuse = (why: string): GilderError => new GilderError(text.sweepRange(name, given, why))
  if (from === null || to === null || rest.length > 0) throw refuse('it is not a range of numbers')
  const ends = whole || (third === null && isWhole(first) && isWhole(second))
  if (ends && !(Number.isSafeInteger(from) && Number.isSafeInteger(to))) {
    throw refuse('the parameter takes whole numbers')
  }
  if (third === 'log') {
    if (from <= 0 || to <= from) throw refuse('a logarithmic range rises from above 0')
    return { name, kind: 'between', from, to, whole, log: true }
  }
  if (third === null && !whole) {
    if (to <= from) throw refuse('its end is not above its start')
    return { name, kind: 'between', from, to, whole: false, log: false }
  }
  const values = stepped(from, to, third ?? '1')
  if (typeof values === 'string') throw refuse(values)
  if (whole && !values.every(Number.isSafeInteger)) throw refuse('the parameter takes whole numbers')
  return { name, kind: 'values', values }
}

/** The values, or what is wrong with the step. */
function stepped(from: number, to: number, step: string): readonly number[] | string {
  const factor = step.startsWith('*') ? numberOf(step.slice(1)) : null
  const size = factor === null ? numberOf(step) : null
  if (factor === null && (size === null || size === 0)) return 'its step is not a number other than 0'
  if (factor !== null && !(factor > 1 && from > 0 && to >= from)) {
    return 'a factor has to be above 1, and the range to rise from above 0'
  }
  const steps = factor === null ? (to - from) / (size ?? 1) : Math.log(to / from) / Math.log(factor)
  if (steps < 0) return 'its step leads away from its end'
  // A step of 0.1 is not quite a tenth: the end counts as reached within rounding.
  const count = Math.floor(steps + 1e-9) + 1
  if (count > MOST_VALUES) return `it has more than ${MOST_VALUES.toLocaleString('en-GB')} values`
  const value = (i: number): number => (factor === null ? from + i * (size ?? 1) : from * factor ** i)
  return Array.from({ length: count }, (_, i) => Number(value(i).toPrecision(12)))
}

const numberOf = (given: string): number | null =>
  /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(given) ? Number(given) : null

const isWhole = (given: string): boolean => /^[-+]?\d+$/.test(given)

const keyOf = (value: unknown): string =>
  typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? String(value))
