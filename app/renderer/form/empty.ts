import type { Field } from './field'

const TEXTS: ReadonlySet<Field['control']> = new Set(['text', 'lines', 'anything'])

/** Whether a field is not filled in. For all but free text, an emptied field is no value at all. */
export const isEmpty = (field: Field, value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (value === '' && (field.required || !TEXTS.has(field.control))) ||
  (field.required && field.control === 'columns' && Array.isArray(value) && value.length === 0)
