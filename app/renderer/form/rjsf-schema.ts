/** The same fields in RJSF's words: which widget draws what, and nothing it would fill in by itself. */
import type { RJSFSchema, UiSchema } from '@rjsf/utils'
import type { Values } from '../store/state'
import type { Field } from './field'

export function rjsfSchema(fields: readonly Field[]): RJSFSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      fields.map(({ name, schema }) => {
        // A default in the schema would come back each time somebody empties the field to type another value.
        const { default: _, ...rest } = schema
        return [name, rest as RJSFSchema]
      }),
    ),
  }
}

export function uiSchema(fields: readonly Field[]): UiSchema<Values> {
  return Object.fromEntries(
    fields.map(({ name, control }) => [name, control === 'other' ? {} : { 'ui:widget': control }]),
  )
}
