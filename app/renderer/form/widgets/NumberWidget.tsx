import { NumberInput } from '@mantine/core'
import type { WidgetProps } from '@rjsf/utils'
import { Icon } from '../../icons/Icon'
import { helpId, useField } from '../scope'
import styles from './Widgets.module.css'

/** No clamping: a number that is out of range stays as typed and the field says what is wrong with it. */
export function NumberWidget({ id, name, value, onChange }: WidgetProps) {
  const { field, message } = useField(name)
  const whole = field?.schema.type === 'integer'
  const seed = field?.control === 'seed'
  return (
    <span className={styles.number}>
      <NumberInput
        id={id}
        value={typeof value === 'number' || typeof value === 'string' ? value : ''}
        error={message !== undefined}
        aria-describedby={helpId(id)}
        allowDecimal={!whole}
        clampBehavior="none"
        hideControls
        suffix={field?.hint.unit === undefined ? '' : ` ${field.hint.unit}`}
        placeholder={field?.standard === null && !field.required ? 'Not set' : ''}
        onChange={(next) => onChange(next === '' ? undefined : next)}
      />
      {seed && (
        <button
          type="button"
          className={styles.dice}
          aria-label={`New random ${field.title.toLowerCase()}`}
          title="Another random number"
          onClick={() => onChange(randomSeed(field.schema.maximum))}
        >
          <Icon shape="dice" />
        </button>
      )}
    </span>
  )
}

/** Small enough to be read out and typed again. */
const randomSeed = (limit = 99_999): number => Math.floor(Math.random() * Math.min(limit, 99_999))
