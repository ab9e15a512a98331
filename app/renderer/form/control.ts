/** What every control is given; which one draws a field is in `widgets/widgets.ts`. */
import type { Field } from './field'

export interface ControlProps {
  readonly field: Field
  /** Where its value is in the form: `settings/window/size`. */
  readonly place: string
  readonly id: string
  readonly value: unknown
  readonly invalid: boolean
  /** Undefined empties it. */
  readonly onChange: (value: unknown) => void
}
