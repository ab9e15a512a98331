/** Checks what stands in a form and says, per field, in words, what is missing or wrong. */
import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema'
import type { Column, ParamProblem } from '../../contract/job'
import type { Values } from '../store/state'
import type { Field } from './field'
import { sentenceFor } from './sentences'

/** In the order of the form, at most one for a field. */
export function check(fields: readonly Field[], values: Values): readonly ParamProblem[] {
  return fields.flatMap((field) => {
    const message = messageFor(field, values[field.name])
    return message === undefined ? [] : [{ field: field.name, message }]
  })
}

function messageFor(field: Field, value: unknown): string | undefined {
  if (isEmpty(field, value)) return field.required ? missing(field) : undefined
  const schema = field.schema as Schema
  const { errors } = new Validator(schema, '2020-12', false).validate(value)
  const deepest = errors.reduce<OutputUnit | undefined>(
    (best, error) => (best === undefined || depth(error) > depth(best) ? error : best),
    undefined,
  )
  return deepest && sentenceFor(deepest, field, schema)
}

const depth = ({ instanceLocation }: OutputUnit): number => instanceLocation.split('/').length

const isEmpty = (field: Field, value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (value === '' && field.control !== 'text') ||
  (field.required && field.control === 'columns' && Array.isArray(value) && value.length === 0) ||
  (field.required && value === '')

function missing(field: Field): string {
  switch (field.control) {
    case 'table':
    case 'file':
      return 'Choose a file.'
    case 'folder':
      return 'Choose a folder.'
    case 'columns':
      return 'Choose at least one column.'
    case 'column':
      return 'Choose a column.'
    case 'choices':
      return 'Choose at least one.'
    case 'segmented':
    case 'select':
      return 'Choose one.'
    case 'number':
    case 'seed':
      return 'Enter a number.'
    case 'switch':
    case 'text':
    case 'list':
    case 'other':
      return 'Enter a value.'
  }
}

/** Chosen columns that the chosen table does not have; undefined when all are there. */
export function strayColumns(chosen: unknown, columns: readonly Column[]): string | undefined {
  const names = (Array.isArray(chosen) ? chosen : [chosen]).filter((name) => typeof name === 'string')
  const strays = names.filter((name) => !columns.some((column) => column.name === name))
  if (strays.length === 0) return undefined
  const list = strays.map((name) => `“${name}”`).join(', ')
  return strays.length === 1 ? `The table has no column ${list}.` : `The table has no columns ${list}.`
}
