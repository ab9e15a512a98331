import { Switch } from '@mantine/core'
import type { ControlProps } from '../control'
import styles from './Widgets.module.css'

export function SwitchWidget({ id, value, onChange }: ControlProps) {
  return (
    <Switch
      id={id}
      className={styles.switch ?? ''}
      checked={value === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
