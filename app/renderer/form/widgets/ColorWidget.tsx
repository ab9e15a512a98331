import { TextInput } from '@mantine/core'
import type { ControlProps } from '../control'
import styles from './Widgets.module.css'

const SIX = /^#[\da-f]{6}$/i

/** The digits, and a swatch that opens the system's own choice of colours. */
export function ColorWidget({ field, id, value, invalid, onChange }: ControlProps) {
  const text = typeof value === 'string' ? value : ''
  return (
    <TextInput
      id={id}
      value={text}
      error={invalid}
      spellCheck={false}
      placeholder={field.required ? '#rrggbb' : 'Not set'}
      leftSection={
        <input
          type="color"
          className={styles.swatch}
          aria-label={`Choose ${field.title}`}
          data-empty={!SIX.test(text)}
          value={SIX.test(text) ? text.toLowerCase() : '#888888'}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      }
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
    />
  )
}
