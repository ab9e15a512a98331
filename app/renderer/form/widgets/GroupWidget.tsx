import { Button } from '@mantine/core'
import { startOf } from '../../store/start'
import type { Values } from '../../store/state'
import type { ControlProps } from '../control'
import { FormField } from '../FormField'
import { inside, membersOf } from '../parts'
import styles from './Nested.module.css'

/** The fields of a model or dataclass. One that may be left out is there only once it is wanted. */
export function GroupWidget({ field, place, value, onChange }: ControlProps) {
  if (typeof value !== 'object' || value === null) {
    return (
      <Button variant="default" size="compact-xs" onClick={() => onChange(startOf(field.schema, true) ?? {})}>
        Fill in {field.title.toLowerCase()}
      </Button>
    )
  }
  const values = value as Values
  return (
    <div className={styles.inner}>
      {membersOf(field).map((member) => (
        <FormField
          key={member.name}
          field={member}
          place={inside(place, member.name)}
          value={values[member.name]}
          onChange={(next) => onChange({ ...values, [member.name]: next })}
        />
      ))}
      {!field.required && field.standard === null && (
        <button type="button" className={styles.link} onClick={() => onChange(undefined)}>
          Leave out {field.title.toLowerCase()}
        </button>
      )}
    </div>
  )
}
