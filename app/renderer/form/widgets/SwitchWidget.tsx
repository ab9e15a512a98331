import { Switch } from '@mantine/core'
import type { WidgetProps } from '@rjsf/utils'
import { helpId } from '../scope'
import styles from './Widgets.module.css'

export function SwitchWidget({ id, value, onChange }: WidgetProps) {
  return (
    <Switch
      id={id}
      className={styles.switch ?? ''}
      checked={value === true}
      aria-describedby={helpId(id)}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
