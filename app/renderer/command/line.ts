/** What stands in a form, as the command that runs the same without the window. */
import { type Field, isPath } from '../form/field'
import { asJson } from '../format/json'
import type { Values } from '../store/state'
import { quoteFor } from './quote'

export function commandLine(job: string, fields: readonly Field[], values: Values, platform: string): string {
  const quote = quoteFor(platform)
  const words = fields.flatMap((field) => {
    // What stands in a command stays in the shell's history, and in its clipboard.
    if (field.hint.widget === 'secret') return []
    const value = values[field.name]
    if (value === undefined || (!field.required && isStandard(field, value))) return []
    const flag = isPath(field) ? '--input' : '--param'
    return [flag, quoted(`${field.name}=`, asText(value), quote)]
  })
  return ['gilder', '--run', quote(job), ...words].join(' ')
}

/** `table='My file.csv'` reads better than `'table=My file.csv'` and means the same to a POSIX shell. */
function quoted(name: string, value: string, quote: (text: string) => string): string {
  const whole = quote(name + value)
  if (whole === name + value) return whole
  return quote === quoteFor('win32') ? whole : name + quote(value)
}

/** Lists as `a,b`, which needs no double quotes; as JSON where an entry would not survive that. */
function asText(value: unknown): string {
  if (Array.isArray(value)) return value.every(isSimple) ? value.join(',') : (asJson(value) ?? '')
  return typeof value === 'string' ? value : (asJson(value) ?? '')
}

const isSimple = (entry: unknown): boolean =>
  typeof entry === 'string'
    ? entry !== '' && entry === entry.trim() && !/[,"[\]{}]/.test(entry)
    : typeof entry === 'number' || typeof entry === 'boolean'

const isStandard = (field: Field, value: unknown): boolean => asJson(value) === asJson(field.standard)
