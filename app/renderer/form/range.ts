/** What a schema knows of the values it takes and the description should not have to repeat. */
import type { FieldHint, ParamSchema } from '../../contract/job'

/** `2 to 100 s.` */
export function rangeOf(schema: ParamSchema, hint: FieldHint): string {
  const unit = hint.unit === undefined ? '' : ` ${hint.unit}`
  const { minimum: low, maximum: high, exclusiveMinimum: above, exclusiveMaximum: below } = schema
  const bounds =
    low !== undefined && high !== undefined
      ? [`${low} to ${high}${unit}`]
      : [
          low === undefined ? '' : `${low}${unit} or more`,
          high === undefined ? '' : `${high}${unit} or less`,
          above === undefined ? '' : `more than ${above}${unit}`,
          below === undefined ? '' : `less than ${below}${unit}`,
        ].filter(Boolean)
  if (bounds.length > 0) return `${sentence(bounds.join(', '))}.`
  if (hint.widget === 'array') return arrayWords(hint)
  return hint.unit === undefined ? '' : `In ${hint.unit}.`
}

/** `float32, row × channel (3).` */
function arrayWords({ dtype, axes }: FieldHint): string {
  const shape = axes?.map(({ name, size }) => (size === null ? name : `${name} (${size})`)).join(' × ')
  const words = [dtype, shape].filter(Boolean).join(', ')
  return words === '' ? '' : `${words}.`
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
