/** What stands in a form, as the command that runs the same without the window. */
import { type Control, type Field, isPath } from '../form/field'
import { asJson } from '../format/json'
import type { SweepDraft, Values } from '../store/state'
import { requestOf } from '../store/sweeps'
import { quoteFor } from './quote'

export function commandLine(
  job: string,
  fields: readonly Field[],
  values: Values,
  platform: string,
  sweep?: SweepDraft,
): string {
  const quote = quoteFor(platform)
  const words = fields.flatMap((field) => {
    // What stands in a command stays in the shell's history, and in its clipboard.
    if (field.hint.widget === 'secret') return []
    if (sweep !== undefined && field.name in sweep.axes) return []
    const value = values[field.name]
    if (value === undefined || (!field.required && isStandard(field, value))) return []
    const flag = isPath(field) ? '--input' : '--param'
    return [flag, quoted(`${field.name}=`, asText(field, value), quote)]
  })
  return ['gilder', '--run', quote(job), ...words, ...sweepWords(sweep, quote)].join(' ')
}

function sweepWords(sweep: SweepDraft | undefined, quote: (text: string) => string): readonly string[] {
  if (sweep === undefined) return []
  const { axes, samples, parallel, best } = requestOf(sweep)
  return [
    ...axes.flatMap((axis) => {
      const at = axis.indexOf('=') + 1
      return ['--sweep', quoted(axis.slice(0, at), axis.slice(at).replace(/,\s*$/, ''), quote)]
    }),
    ...(samples === null ? [] : ['--samples', String(samples)]),
    ...(parallel === null ? [] : ['--parallel', String(parallel)]),
    ...(best === null ? [] : ['--best', quote(best)]),
  ]
}

/** `table='My file.csv'` reads better than `'table=My file.csv'` and means the same to a POSIX shell. */
function quoted(name: string, value: string, quote: (text: string) => string): string {
  const whole = quote(name + value)
  if (whole === name + value) return whole
  return quote === quoteFor('win32') ? whole : name + quote(value)
}

/** Where a text might be taken for something else. */
const LOOSE: ReadonlySet<Control> = new Set(['union', 'anything'])

/** Lists as `a,b`, which needs no double quotes; as JSON where an entry would not survive that. */
function asText(field: Field, value: unknown): string {
  if (LOOSE.has(field.control)) return asJson(value) ?? ''
  if (Array.isArray(value)) return value.every(isSimple) ? value.join(',') : (asJson(value) ?? '')
  if (typeof value === 'bigint') return String(value)
  return typeof value === 'string' ? value : (asJson(value) ?? '')
}

const isSimple = (entry: unknown): boolean =>
  typeof entry === 'string'
    ? entry !== '' && entry === entry.trim() && !/[,"[\]{}]/.test(entry)
    : typeof entry === 'number' || typeof entry === 'bigint' || typeof entry === 'boolean'

const isStandard = (field: Field, value: unknown): boolean => asJson(value) === asJson(field.standard)

/** `GILDER_SECRET_PASSWORD`: where a command takes the secrets from that stand in a form. */
export const secretsOf = (fields: readonly Field[], values: Values): readonly string[] =>
  fields
    .filter(({ name, control }) => control === 'secret' && values[name] !== undefined)
    .map(({ name }) => `GILDER_SECRET_${name.toUpperCase()}`)
