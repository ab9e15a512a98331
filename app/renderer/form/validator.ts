/** The validator RJSF asks which branch of a union fits. Ajv would need `unsafe-eval`, which our policy forbids. */
import { type Schema, Validator } from '@cfworker/json-schema'
import type { RJSFSchema, RJSFValidationError, ValidatorType } from '@rjsf/utils'
import { asJson } from '../format/json'
import type { Values } from '../store/state'

function errorsOf(schema: RJSFSchema, data: unknown) {
  // A key without a value is a field not filled in.
  const json = asJson(data)
  const plain: unknown = json === undefined ? undefined : JSON.parse(json)
  return plain === undefined ? [] : new Validator(schema as Schema, '2020-12', false).validate(plain).errors
}

export const validator: ValidatorType<Values> = {
  isValid: (schema, data) => data !== undefined && errorsOf(schema, data).length === 0,
  // The form shows what `check` finds; RJSF is told the same things in its own shape.
  validateFormData(data, schema) {
    const errors: RJSFValidationError[] = errorsOf(schema, data).map(
      ({ keyword, error, instanceLocation }) => ({
        name: keyword,
        message: error,
        property: instanceLocation.replace(/^#/, '').replaceAll('/', '.'),
        stack: error,
      }),
    )
    return { errors, errorSchema: {} }
  },
  rawValidation: <Result>(schema: RJSFSchema, data?: Values) => ({
    errors: errorsOf(schema, data) as Result[],
  }),
}
