/** Fields that can be given several values at once, and what they begin with. */
import type { Axis } from '../store/state'
import type { Control, Field } from './field'
import { numberText } from './numbers'

const NUMBERS: ReadonlySet<Control> = new Set(['number', 'seed'])
const CHOICES: ReadonlySet<Control> = new Set(['segmented', 'select', 'switch', 'answer'])

/** Its values are typed: `0.1,0.01` or `2:10:2`. */
export const isNumber = ({ control }: Field): boolean => NUMBERS.has(control)

export const isSweepable = (field: Field): boolean =>
  isNumber(field) || CHOICES.has(field.control) || field.control === 'text'

/** All that it can be; null where that has no end. */
export function optionsOf({ control, schema }: Field): readonly unknown[] | null {
  if (control === 'switch' || control === 'answer') return [true, false]
  return CHOICES.has(control) ? (schema.enum ?? []) : null
}

/** A number with a comma or colon is several. */
export const isSeveral = (text: string): boolean => /[,:]/.test(text)

export function firstAxis(field: Field, value: unknown): Axis {
  if (isNumber(field)) return value === undefined ? '' : `${numberText(value)}, `
  return optionsOf(field) ?? (typeof value === 'string' && value !== '' ? [value] : [])
}
