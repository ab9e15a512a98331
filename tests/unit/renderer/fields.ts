/** A form's fields from properties written the short way. */
import type { ParamSchema } from '../../../app/contract/job'
import { type Field, fieldsOf } from '../../../app/renderer/form/field'

export const fields = (
  properties: Readonly<Record<string, ParamSchema>>,
  required: readonly string[] = [],
): readonly Field[] => fieldsOf({ type: 'object', properties: { ...properties }, required: [...required] })

export const table: ParamSchema = {
  title: 'Table',
  type: 'string',
  'x-gilder': { widget: 'table', accept: ['.csv', '.parquet'] },
}
